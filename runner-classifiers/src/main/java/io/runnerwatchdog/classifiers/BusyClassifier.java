package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * {@code busy}: the chain ends in a thread that uses the CPU. Whether it computes or spins for ever cannot be told from
 * outside. Stateless, thread-safe.
 */
public final class BusyClassifier extends ChainClassifier {
    private static final double COLLECTS = 0.8;
    private static final double SPINS = 0.7;
    private static final double RUNS = 0.65;
    private static final double THROUGH_CHILDREN = 0.66;
    private static final double MUCH = 0.3;
    private static final double SEEN_ONCE = 0.35;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public BusyClassifier() {
        super("busy");
    }

    /** A process that starts one short child after the other: they are gone before one looks, their CPU time is booked on it. */
    private static Optional<Verdict> throughChildren(Ending ending) {
        Optional<TreeSnapshot> before = ending.stall().earlier();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        double window = ending.stall().now().takenAtNanos() - before.get().takenAtNanos();
        return ending.processesUpwards().stream()
                .filter(process -> window > 0
                        && before.get()
                                .find(process.identity())
                                .map(then -> process.childrenCpuTime().minus(then.childrenCpuTime()))
                                .filter(used -> used.toNanos() / window > MUCH)
                                .isPresent())
                .findFirst()
                .flatMap(process -> Ending.verdict(
                        RootCause.BUSY,
                        THROUGH_CHILDREN,
                        process.label() + " starts one short program after the other, and they use a CPU"));
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        Optional<Verdict> through = throughChildren(ending);
        if (through.isPresent()) {
            return through;
        }
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
        boolean collects = ending.thread().filter(ThreadFacts::collectsGarbage).isPresent();
        if (collects) {
            return Ending.verdict(RootCause.BUSY, COLLECTS, told + ": it collects garbage, memory is short");
        }
        return motion.isSpinning()
                ? Ending.verdict(
                        RootCause.BUSY, SPINS, told + ", giving the CPU back " + motion.slices() + " times: it spins")
                : Ending.verdict(RootCause.BUSY, RUNS, told + "; a long computation and an endless loop look alike");
    }
}
