package io.runnerwatchdog.diagnosis;

import io.runnerwatchdog.observe.WaitChain;
import java.util.List;
import java.util.Objects;

/**
 * What was concluded about a run. For a run that did not stall it is only a summary.
 *
 * @param summary one sentence for people
 * @param rootCause the cause of the strongest verdict; {@link RootCause#UNKNOWN} where there is none
 * @param confidence how sure the strongest verdict is; {@link Confidence#NONE} where there is none
 * @param chain who waited for whom
 * @param judgements all verdicts, the strongest first
 */
public record Diagnosis(
        String summary, RootCause rootCause, Confidence confidence, WaitChain chain, List<Judgement> judgements) {
    public Diagnosis {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(rootCause, "rootCause");
        Objects.requireNonNull(confidence, "confidence");
        Objects.requireNonNull(chain, "chain");
        judgements = List.copyOf(judgements);
    }

    /** A diagnosis that only says what happened. */
    public static Diagnosis of(String summary) {
        return new Diagnosis(summary, RootCause.UNKNOWN, Confidence.NONE, WaitChain.EMPTY, List.of());
    }

    /** The same findings under another sentence. */
    public Diagnosis withSummary(String sentence) {
        return new Diagnosis(sentence, rootCause, confidence, chain, judgements);
    }
}
