package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.classifiers.Meaning.Aside;
import io.runnerwatchdog.classifiers.Meaning.Trouble;
import io.runnerwatchdog.diagnosis.RootCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text that a tool prints, and what it means.
 *
 * @param tool the tool that prints it
 * @param parts the texts that a line must hold, in this order and apart from each other, in lower case
 * @param atStart whether the line must begin with the first of them
 * @param atEnd whether the line must end with the last of them: many tools write the outcome behind the same text
 */
record Signature(Meaning meaning, String tool, List<String> parts, boolean atStart, boolean atEnd) {
    private static final String START = "^";
    private static final String END = "$";
    /** Stands for a blank, which would not be seen at an end of the text. */
    private static final char BLANK = '~';

    private static final String NO_CONFIDENCE = "-";

    Signature {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.contains("")) {
            throw new IllegalArgumentException("a signature needs a text, and no part of it may be empty");
        }
    }

    /** A signature of one line of the data file: meaning, confidence, tool, text; bars between them. */
    static Signature parse(String line) {
        String[] fields = line.split("\\|", 4);
        if (fields.length != 4) {
            throw new IllegalArgumentException("expected meaning | confidence | tool | text, found: " + line);
        }
        String text = fields[3].strip().toLowerCase(Locale.ROOT);
        boolean atStart = text.startsWith(START);
        boolean atEnd = text.endsWith(END);
        String between = text.substring(
                atStart ? START.length() : 0, Math.max(atStart ? 1 : 0, text.length() - (atEnd ? END.length() : 0)));
        List<String> parts = new ArrayList<>();
        for (String part : between.replace(BLANK, ' ').split("\\*")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Signature(meaning(fields[0].strip(), fields[1].strip()), fields[2].strip(), parts, atStart, atEnd);
    }

    private static Meaning meaning(String word, String confidence) {
        for (Aside aside : Aside.values()) {
            if (aside.word().equals(word)) {
                if (!confidence.equals(NO_CONFIDENCE)) {
                    throw new IllegalArgumentException(word + " takes no confidence but " + NO_CONFIDENCE);
                }
                return aside;
            }
        }
        return new Trouble(RootCause.of(word), Double.parseDouble(confidence));
    }
}
