package io.runnerwatchdog.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one classifier concluded: a root cause, how sure it is, and why. Immutable.
 *
 * @param rootCause the cause it names
 * @param confidence how sure it is
 * @param because the evidence, most telling first
 */
public record Verdict(RootCause rootCause, Confidence confidence, List<Because> because) {
    public Verdict {
        Objects.requireNonNull(rootCause, "rootCause");
        Objects.requireNonNull(confidence, "confidence");
        because = List.copyOf(because);
    }

    /**
     * A verdict without evidence yet; add it with {@link #because(Because)}.
     *
     * @param confidence within 0 and 1
     */
    public static Verdict of(RootCause rootCause, double confidence) {
        return new Verdict(rootCause, Confidence.of(confidence), List.of());
    }

    /** This verdict with one more piece of evidence. */
    public Verdict because(Because evidence) {
        List<Because> all = new ArrayList<>(because);
        all.add(Objects.requireNonNull(evidence, "evidence"));
        return new Verdict(rootCause, confidence, all);
    }
}
