package io.runnerwatchdog.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that starts another one, which it is given in its arguments.
 *
 * @param builtin whether the shell itself does it; outside a shell it is a program like another
 * @param assigns whether it takes {@code NAME=value} before the program
 * @param operands how many arguments of its own it takes between its options and the program
 * @param lineOption the letter and the name of its option that holds a line for a shell; empty where it has none
 * @param valued the letters of options whose value may be the next word
 * @param valuedNames the long names of such options
 */
record Wrapper(
        boolean builtin,
        boolean assigns,
        int operands,
        List<String> lineOption,
        String valued,
        Set<String> valuedNames) {
    /**
     * What a wrapper would start.
     *
     * @param line a line for a shell
     * @param command the words of a command; where there is a line, they are its arguments
     */
    record Inner(Optional<Word> line, List<Word> command) {}

    /** What it would start, given all its words, its own name first. */
    Inner inner(List<Word> words) {
        int at = 1;
        while (at < words.size() && words.get(at).text().startsWith("-")) {
            String option = words.get(at).text();
            at++;
            if (option.equals("--")) {
                break;
            }
            Optional<Word> line = line(option, words, at);
            if (line.isPresent()) {
                boolean nextWord = at < words.size() && line.get() == words.get(at);
                return new Inner(line, words.subList(nextWord ? at + 1 : at, words.size()));
            }
            at += takesNextWord(option) ? 1 : 0;
        }
        while (assigns && at < words.size() && words.get(at).text().indexOf('=') > 0) {
            at++;
        }
        at = Math.min(at + operands, words.size());
        if (operands > 0 && at < words.size()) {
            Optional<Word> line = line(words.get(at).text(), words, at + 1);
            if (line.isPresent()) {
                return new Inner(line, List.of());
            }
        }
        // Such as: setarch i386 -- COMMAND.
        boolean dashes = at < words.size() && words.get(at).text().equals("--");
        return new Inner(Optional.empty(), words.subList(dashes ? at + 1 : Math.min(at, words.size()), words.size()));
    }

    private Optional<Word> line(String option, List<Word> words, int next) {
        if (lineOption.isEmpty() || !option.startsWith("-")) {
            return Optional.empty();
        }
        boolean known = words.get(next - 1).known();
        String name = "--" + lineOption.get(1);
        if (option.startsWith(name + "=")) {
            return Optional.of(value(option.substring(name.length() + 1), known));
        }
        int letter = option.startsWith("--") ? -1 : letterBeforeAValue(option, lineOption.get(0));
        if (letter > 0 && letter + 1 < option.length()) {
            return Optional.of(value(option.substring(letter + 1), known));
        }
        return (letter > 0 || option.equals(name)) && next < words.size()
                ? Optional.of(words.get(next))
                : Optional.empty();
    }

    private static Word value(String text, boolean known) {
        return new Word(text, text, known, false);
    }

    /** Where one of these letters stands among the options of a word, unless the word ends in a value before it; or -1. */
    private int letterBeforeAValue(String option, String letters) {
        for (int i = 1; i < option.length(); i++) {
            if (letters.indexOf(option.charAt(i)) >= 0) {
                return i;
            }
            if (valued.indexOf(option.charAt(i)) >= 0) {
                return -1;
            }
        }
        return -1;
    }

    private boolean takesNextWord(String option) {
        if (option.startsWith("--")) {
            return valuedNames.contains(option.substring(2));
        }
        return !valued.isEmpty() && letterBeforeAValue(option, valued) == option.length() - 1 && option.length() > 1;
    }
}
