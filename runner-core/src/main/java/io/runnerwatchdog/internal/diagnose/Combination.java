package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many verdicts, one root cause. The surest verdict names it; verdicts of different classifiers that agree support each
 * other, so two independent middling ones outweigh one of them alone, but never one that is nearly certain.
 */
final class Combination {
    /** Verdicts weaker than this are listed but do not name the root cause. */
    static final Confidence ENOUGH = Confidence.of(0.3);

    /** How much of the remaining doubt a second, agreeing verdict of full confidence takes away. */
    private static final double SUPPORT = 0.5;

    private Combination() {}

    /** The cause that the verdicts add up to. */
    record Outcome(RootCause cause, Confidence confidence, Optional<Judgement> first) {}

    /** The surest first; between equals the order of the classifiers, which {@code judgements} already have. */
    static List<Judgement> ranked(List<Judgement> judgements) {
        List<Judgement> ranked = new ArrayList<>(judgements);
        ranked.sort(Comparator.comparing(
                        (Judgement judgement) -> judgement.verdict().confidence())
                .reversed());
        return ranked;
    }

    static Outcome of(List<Judgement> judgements) {
        Map<RootCause, Outcome> byCause = new LinkedHashMap<>();
        for (Judgement judgement : ranked(judgements)) {
            RootCause cause = judgement.verdict().rootCause();
            byCause.merge(
                    cause,
                    new Outcome(cause, judgement.verdict().confidence(), Optional.of(judgement)),
                    Combination::supported);
        }
        return byCause.values().stream()
                .filter(outcome -> !outcome.cause().equals(RootCause.UNKNOWN))
                .filter(outcome -> outcome.confidence().compareTo(ENOUGH) >= 0)
                .max(Comparator.comparing(Outcome::confidence))
                .orElse(new Outcome(RootCause.UNKNOWN, Confidence.NONE, Optional.empty()));
    }

    private static Outcome supported(Outcome strongest, Outcome other) {
        double sure = strongest.confidence().value();
        double more = (1 - sure) * SUPPORT * other.confidence().value();
        return new Outcome(strongest.cause(), Confidence.of(sure + more), strongest.first());
    }
}
