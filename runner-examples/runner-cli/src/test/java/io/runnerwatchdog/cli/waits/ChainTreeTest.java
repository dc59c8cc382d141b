package io.runnerwatchdog.cli.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A diagnosis as it is drawn for people. */
class ChainTreeTest {
    private static final WaitChain PAUSES = new WaitChain(List.of(new Link(
            new ProcessIdentity(42, 100),
            "python3",
            List.of("python3"),
            42,
            new Wait.OnSignal("pause"),
            Edge.FIRST,
            Optional.empty())));

    @Test
    void whereNobodyWasSureWhatWasSeenIsSaid() {
        assertThat(draw(unknown(PAUSES)))
                .containsExactly(
                        "python3[42] waits for a signal (pause)",
                        "unknown 0.00",
                        "  no classifier was sure; seen was: python3[42] waits for a signal (pause)");
    }

    @Test
    void whereNothingWasSeenThatIsSaid() {
        assertThat(draw(unknown(WaitChain.EMPTY)))
                .containsExactly("unknown 0.00", "  no classifier was sure; nothing was seen of the processes");
    }

    @Test
    void verdictsThatWereTooWeakAreCalledSo() {
        assertThat(draw(unknown(PAUSES, verdict(0.25))))
                .endsWith("unknown 0.00", "  no classifier was sure enough:", "  lock: lock 0.25, it waits");
    }

    @Test
    void aKnownCauseNeedsNoExcuse() {
        Diagnosis known = new Diagnosis("summary", RootCause.LOCK, Confidence.of(0.9), PAUSES, List.of(verdict(0.9)));

        assertThat(draw(known))
                .containsExactly("python3[42] waits for a signal (pause)", "lock 0.90", "  lock: lock 0.90, it waits");
    }

    private static List<String> draw(Diagnosis diagnosis) {
        return new ChainTree(Redactor.standard()).draw(diagnosis);
    }

    private static Diagnosis unknown(WaitChain chain, Judgement... judgements) {
        return new Diagnosis("summary", RootCause.UNKNOWN, Confidence.NONE, chain, List.of(judgements));
    }

    private static Judgement verdict(double confidence) {
        return new Judgement("lock", Verdict.of(RootCause.LOCK, confidence).because(Because.fact("it waits")));
    }
}
