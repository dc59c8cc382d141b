package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.Optional;

/**
 * {@code busy}: the chain ends in a thread that uses the CPU. Whether it computes or spins for ever cannot be told from
 * outside. Stateless, thread-safe.
 */
public final class BusyClassifier extends ChainClassifier {
    private static final double COLLECTS = 0.8;
    private static final double SPINS = 0.7;
    private static final double RUNS = 0.65;
    private static final double SEEN_ONCE = 0.35;
    private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "ZWorker", "VM Thread", "Shenandoah");

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public BusyClassifier() {
        super("busy");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.motion().isEmpty()) {
            return ending.waitsFor() instanceof Wait.ForCpu
                    ? Ending.verdict(RootCause.BUSY, SEEN_ONCE, ending.link().label() + " was met running, once")
                    : Optional.empty();
        }
        Motion motion = ending.motion().get();
        if (!motion.isBusy()) {
            return Optional.empty();
        }
        String told = ending.link().label() + " " + motion.describe();
        boolean collects = ending.thread()
                .filter(thread -> COLLECTORS.stream().anyMatch(thread.name()::startsWith))
                .isPresent();
        if (collects) {
            return Ending.verdict(RootCause.BUSY, COLLECTS, told + ": it collects garbage, memory is short");
        }
        return motion.isSpinning()
                ? Ending.verdict(
                        RootCause.BUSY, SPINS, told + ", giving the CPU back " + motion.slices() + " times: it spins")
                : Ending.verdict(RootCause.BUSY, RUNS, told + "; a long computation and an endless loop look alike");
    }
}
