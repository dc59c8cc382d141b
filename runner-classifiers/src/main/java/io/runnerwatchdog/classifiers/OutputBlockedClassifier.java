package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * {@code output_blocked}: the chain ends in a write to a full pipe that nobody in the tree reads, or to a terminal that was
 * halted. Stateless, thread-safe.
 */
public final class OutputBlockedClassifier extends ChainClassifier {
    private static final double READER_KNOWN = 0.85;
    private static final double READER_UNKNOWN = 0.7;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public OutputBlockedClassifier() {
        super("output_blocked");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.isAboutCpu() || ending.cycle().isPresent()) {
            return Optional.empty();
        }
        double sure = Polled.best(ending.waitsFor(), OutputBlockedClassifier::sure);
        return sure > 0 ? Ending.verdict(RootCause.OUTPUT_BLOCKED, sure) : Optional.empty();
    }

    private static double sure(Wait wait) {
        if (wait instanceof Wait.OnPipe pipe && pipe.writing() && !pipe.isNamed()) {
            return pipe.others().isEmpty() ? READER_UNKNOWN : READER_KNOWN;
        }
        return wait instanceof Wait.OnTerminal terminal && terminal.writing() ? READER_UNKNOWN : 0;
    }
}
