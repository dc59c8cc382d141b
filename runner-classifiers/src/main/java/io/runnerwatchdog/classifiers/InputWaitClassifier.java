package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * {@code input_wait}: the chain ends in a read from a terminal, or from a pipe into which only whoever started the step could
 * write. Stateless, thread-safe.
 */
public final class InputWaitClassifier extends ChainClassifier {
    private static final double TERMINAL = 0.95;
    private static final double FROM_ABOVE = 0.93;
    private static final double STANDARD_INPUT = 0.7;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public InputWaitClassifier() {
        super("input_wait");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.isAboutCpu() || ending.cycle().isPresent()) {
            return Optional.empty();
        }
        double sure = Polled.best(ending.waitsFor(), InputWaitClassifier::sure);
        return sure > 0 ? Ending.verdict(RootCause.INPUT_WAIT, sure) : Optional.empty();
    }

    private static double sure(Wait wait) {
        if (wait instanceof Wait.OnTerminal terminal) {
            return terminal.writing() ? 0 : TERMINAL;
        }
        if (!(wait instanceof Wait.OnPipe pipe) || pipe.writing() || pipe.isNamed()) {
            return 0;
        }
        boolean above = pipe.others().stream().anyMatch(other -> other.standing() == Party.Standing.ABOVE);
        boolean invisible = pipe.fd() == 0 && pipe.others().isEmpty() && !pipe.toItself();
        return above ? FROM_ABOVE : invisible ? STANDARD_INPUT : 0;
    }
}
