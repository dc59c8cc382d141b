package io.runnerwatchdog.cli.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script has answered.
 *
 * @param code what it ended with; of one that goes on, 0 once it has said something
 */
record Answer(int code, String out, String err) {
    private static final Pattern REFUSED = Pattern.compile(
            "Unknown option|Unmatched argument|command not found|No such file or directory|unrecognized option");
    private static final Pattern HEADINGS = Pattern.compile("(time +event +type|\\w+ +count) *.*");

    /** In the text that a page shows: a time, a number, spaces; the rest stands for itself. */
    private static final Pattern LOOSE = Pattern.compile(
            "(?<time>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)|(?<number>\\d+(\\.\\d+)?)|(?<space> +)|(?<any>…)|(?<host>\\bbox\\b)");

    /** All that is wrong with it. */
    List<String> problems(Set<Integer> mayEndWith) {
        List<String> problems = new ArrayList<>();
        if (!mayEndWith.contains(code)) {
            problems.add("ends with " + code + ", not with " + mayEndWith);
        }
        Matcher refused = REFUSED.matcher(err);
        if (refused.find()) {
            problems.add("is refused: " + refused.group());
        }
        List<String> lines = out.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            problems.add("says nothing");
        } else if (lines.size() == 1 && HEADINGS.matcher(lines.get(0)).matches()) {
            problems.add("is a table without rows");
        }
        return problems;
    }

    /** The lines that a page shows and that have no like here: other numbers, times and widths of columns are alike. */
    static List<String> missing(String shown, String out) {
        List<String> lines = out.lines().map(String::strip).toList();
        return shown.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> {
                    Pattern alike = Pattern.compile(shape(line.strip()));
                    return lines.stream().noneMatch(each -> alike.matcher(each).matches());
                })
                .toList();
    }

    private static String shape(String line) {
        StringBuilder shape = new StringBuilder();
        Matcher loose = LOOSE.matcher(line);
        int at = 0;
        while (loose.find()) {
            shape.append(Pattern.quote(line.substring(at, loose.start()))).append(like(loose));
            at = loose.end();
        }
        return shape.append(Pattern.quote(line.substring(at))).toString();
    }

    private static String like(Matcher loose) {
        if (loose.group("time") != null) {
            return "\\S+Z";
        }
        if (loose.group("number") != null) {
            return "\\d+(\\.\\d+)?";
        }
        if (loose.group("any") != null) {
            return ".*";
        }
        return loose.group("host") != null ? "\\S+" : " +";
    }
}
