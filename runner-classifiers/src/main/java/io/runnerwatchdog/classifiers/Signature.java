package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a tool prints when it is stuck, or just before.
 *
 * @param tool the tool that prints it
 * @param parts the texts that a line must hold, in this order, in lower case
 * @param atEnd whether the line must end with the last of them: many tools write the outcome behind the same text
 */
record Signature(RootCause cause, double confidence, String tool, List<String> parts, boolean atEnd) {
    private static final String END = "$";

    Signature {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || !(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a signature needs a text and a confidence in (0, 1]");
        }
    }

    /** A signature of one line of the data file: cause, confidence, tool, text; bars between them. */
    static Signature parse(String line) {
        String[] fields = line.split("\\|", 4);
        if (fields.length != 4) {
            throw new IllegalArgumentException("expected cause | confidence | tool | text, found: " + line);
        }
        String text = fields[3].strip().toLowerCase(Locale.ROOT);
        boolean atEnd = text.endsWith(END);
        List<String> parts = new ArrayList<>();
        for (String part : (atEnd ? text.substring(0, text.length() - END.length()) : text).split("\\*")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Signature(
                RootCause.of(fields[0].strip()),
                Double.parseDouble(fields[1].strip()),
                fields[2].strip(),
                parts,
                atEnd);
    }

    /** Whether a line, given in lower case, holds the parts in their order. Linear in the length of the line. */
    boolean matches(String lowerCaseLine) {
        int anywhere = atEnd ? parts.size() - 1 : parts.size();
        int from = 0;
        for (String part : parts.subList(0, anywhere)) {
            int at = lowerCaseLine.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        String last = parts.get(parts.size() - 1);
        return !atEnd || lowerCaseLine.endsWith(last) && lowerCaseLine.length() - last.length() >= from;
    }
}
