package io.runnerwatchdog.policy;

import java.util.List;
import java.util.Optional;

/** How a shell is called: with a line, or with something that cannot be looked into. */
final class ShellCall {
    private ShellCall() {}

    /** The line of {@code sh -c LINE}; empty where it reads a file or its standard input. */
    static Optional<Word> line(List<Word> words) {
        boolean hasLine = false;
        int at = 1;
        while (at < words.size()) {
            String option = words.get(at).text();
            boolean isOption = option.startsWith("-") || option.startsWith("+");
            if (!isOption) {
                break;
            }
            at++;
            if (option.equals("--") || option.equals("-")) {
                break;
            }
            hasLine |= option.startsWith("-") && !option.startsWith("--") && option.indexOf('c') > 0;
            at += takesNextWord(option) ? 1 : 0;
        }
        return hasLine && at < words.size() ? Optional.of(words.get(at)) : Optional.empty();
    }

    private static boolean takesNextWord(String option) {
        boolean named = option.startsWith("--");
        return named
                ? option.equals("--rcfile") || option.equals("--init-file")
                // bash -eo pipefail -c LINE
                : option.indexOf('o') > 0 || option.indexOf('O') > 0;
    }
}
