package io.runnerwatchdog.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** Writes Markdown tables. Hostile text belongs into {@link #code}: there it is neither markup nor a mention. */
public final class Markdown {
    private final Writer out;

    public Markdown(Writer out) {
        this.out = out;
    }

    public void line(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    public void heading(String text) throws IOException {
        line("");
        line("## " + text);
        line("");
    }

    /** @param headings one that begins with a blank stands over numbers, which are set to the right */
    public void head(String... headings) throws IOException {
        row(headings);
        line(List.of(headings).stream()
                .map(heading -> heading.startsWith(" ") ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    public void row(String... cells) throws IOException {
        line(List.of(cells).stream().map(String::strip).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /**
     * Text as it is, in one line and in any cell. Characters that drive a terminal or hide what is written become blanks.
     */
    public static String code(String text) {
        String plain = plain(text);
        if (plain.isBlank()) {
            return Shown.NOTHING;
        }
        String fence = "`".repeat(longestRun(plain) + 1);
        String pad = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
        return fence + pad + withoutPipes(plain) + pad + fence;
    }

    /** One line without control and format characters. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(point -> isTricky(point) ? ' ' : point).forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    private static boolean isTricky(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** A pipe ends a cell, in code too, unless a backslash stands before it that does not itself belong to one. */
    private static String withoutPipes(String text) {
        return text.replace("\\|", "\\ |").replace("|", "\\|");
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
