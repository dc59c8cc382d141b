package io.runnerwatchdog.cli.runbook;

import io.runnerwatchdog.cli.runbook.Page.Fence;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is handed to one shell: a single line of a block, or the whole block where one line prepares the next. The same line
 * on several pages is one script.
 *
 * @param mayEndWith the exit codes that are no fault; a comment {@code ends with 1} on the page adds one
 */
record Script(String text, Set<Integer> mayEndWith) {
    private static final Pattern PREPARES = Pattern.compile("(export|unset|cd) .*|[A-Za-z_]+=\\S*");
    private static final Pattern ENDS_WITH = Pattern.compile("(?:ends with|çıkış kodu) (\\d+)");
    private static final Pattern ENDLESS = Pattern.compile("\\bwatch -n |--follow\\b|\\brunner serve\\b");

    static List<Script> of(Fence block) {
        Set<Integer> codes = new TreeSet<>(Set.of(0));
        Matcher told = ENDS_WITH.matcher(block.text());
        while (told.find()) {
            codes.add(Integer.parseInt(told.group(1)));
        }
        List<String> commands = block.commands();
        return isOne(commands)
                ? List.of(new Script(String.join("\n", commands), codes))
                : commands.stream().map(command -> new Script(command, codes)).toList();
    }

    private static boolean isOne(List<String> commands) {
        return commands.stream().anyMatch(command -> PREPARES.matcher(command).matches());
    }

    /** Whether it goes on until somebody ends it. */
    boolean isEndless() {
        return ENDLESS.matcher(text).find();
    }

    boolean isServer() {
        return text.contains("runner serve");
    }
}
