package io.runnerwatchdog.junit;

import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.run.OutputTail;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of others as it may be shown: secrets are masked, and there is nothing in it that repaints a terminal, turns the
 * direction of writing, or may not stand in the XML of a report.
 */
final class Shown {
    private static final int LONGEST_LINE = 300;
    private static final Pattern TRICKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");
    private static final Redactor REDACTOR = Redactor.standard(System.getenv());

    private Shown() {}

    /** One line of it, bounded. */
    static String line(String hostile) {
        // Redacted before it is cut: no pattern knows half a secret.
        return cut(withoutTricks(REDACTOR.redact(withoutTricks(hostile))));
    }

    /** The last lines of an output, each of them bounded. */
    static List<String> lastLines(OutputTail tail, int most) {
        // As a whole, since there are secrets of several lines.
        List<String> lines = REDACTOR.redact(tail.text()).lines().toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                .map(Shown::line)
                .toList();
    }

    private static String withoutTricks(String text) {
        return TRICKS.matcher(text).replaceAll("?");
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        return line.substring(0, end) + "…";
    }
}
