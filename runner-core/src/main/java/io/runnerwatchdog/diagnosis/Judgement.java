package io.runnerwatchdog.diagnosis;

import java.util.Objects;

/**
 * A verdict and who gave it.
 *
 * @param classifier the classifier's id
 * @param verdict what it concluded
 */
public record Judgement(String classifier, Verdict verdict) {
    public Judgement {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(verdict, "verdict");
    }
}
