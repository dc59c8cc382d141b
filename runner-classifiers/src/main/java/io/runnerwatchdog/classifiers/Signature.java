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
 */
record Signature(RootCause cause, double confidence, String tool, List<String> parts) {
    Signature {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || !(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a signature needs a text and a confidence in (0, 1]");
        }
    }

    /** A signature of one line of the data file: cause, confidence, tool, text with {@code *}, parted by bars. */
    static Signature parse(String line) {
        String[] fields = line.split("\\|", 4);
        if (fields.length != 4) {
            throw new IllegalArgumentException("expected cause | confidence | tool | text, found: " + line);
        }
        List<String> parts = new ArrayList<>();
        for (String part : fields[3].strip().toLowerCase(Locale.ROOT).split("\\*")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Signature(
                RootCause.of(fields[0].strip()), Double.parseDouble(fields[1].strip()), fields[2].strip(), parts);
    }

    /** Whether a line, given in lower case, holds the parts in their order. Linear in the length of the line. */
    boolean matches(String lowerCaseLine) {
        int from = 0;
        for (String part : parts) {
            int at = lowerCaseLine.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
