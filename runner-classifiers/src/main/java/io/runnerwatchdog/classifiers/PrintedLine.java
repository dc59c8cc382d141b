package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.run.OutputTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of output as a person would read it: without colours, without the blanks around it, not longer than a bound.
 *
 * @param text never empty
 */
record PrintedLine(String text) {
    private static final int LONGEST = 4096;
    private static final int CHARACTERS = 12 * LONGEST;

    private static final char ESCAPE = '\u001b';

    /**
     * Colours and titles for a terminal (ECMA-48, CSI and OSC): a tool that was told to colour its output puts them
     * between the words. Possessive, and no part may hold another escape: linear on any text.
     */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-?]*+[ -/]*+[@-~]|\u001b\\][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)");

    /** The last lines of a tail that are not blank, the newest first. A carriage return begins a line anew. */
    static List<PrintedLine> newestFirst(OutputTail tail) {
        List<String> all = tail.last(CHARACTERS).lines().toList();
        List<PrintedLine> lines = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            String line = plain(all.get(i)).strip();
            if (!line.isEmpty()) {
                lines.add(new PrintedLine(line.length() > LONGEST ? line.substring(line.length() - LONGEST) : line));
            }
        }
        return lines;
    }

    private static String plain(String line) {
        return line.indexOf(ESCAPE) < 0 ? line : ESCAPES.matcher(line).replaceAll("");
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The text from its first letter or digit to its last: what is left of a spinner's frame. Empty for mere dots. */
    String words() {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetterOrDigit(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && !Character.isLetterOrDigit(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, Math.max(start, end));
    }

    /** Whether the two differ, but only in the signs around the same words: frames of one spinner, or growing dots. */
    boolean isFrameOf(PrintedLine other) {
        return !text.equals(other.text) && words().equals(other.words());
    }
}
