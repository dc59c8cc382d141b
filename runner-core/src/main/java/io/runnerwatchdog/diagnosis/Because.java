package io.runnerwatchdog.diagnosis;

import java.util.Objects;

/**
 * One piece of evidence that a verdict rests on.
 *
 * @param text one sentence for people; may hold hostile text of the step, so it is redacted before it is written
 */
public record Because(String text) {
    public Because {
        Objects.requireNonNull(text, "text");
    }

    /** A fact that was observed, for example {@code curl[14] recvfrom tcp 10.0.0.1:80 ESTABLISHED}. */
    public static Because fact(String text) {
        return new Because(text);
    }

    /** A line that the step printed itself. */
    public static Because outputLine(String line) {
        return new Because("printed: " + Objects.requireNonNull(line, "line").strip());
    }
}
