package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.IoFacts;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * {@code io_wait}: the chain ends in a file, a file system or a named pipe, in page faults that need a disk, or in a sleep
 * between writes that fail. Stateless, thread-safe.
 */
public final class IoWaitClassifier extends ChainClassifier {
    private static final double UNINTERRUPTIBLE = 0.95;
    private static final double INTERRUPTIBLE = 0.85;
    private static final double NAMED_PIPE = 0.85;
    private static final double THRASHES = 0.85;
    private static final double FAILING = 0.8;
    private static final double CONTROL = 0.6;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public IoWaitClassifier() {
        super("io_wait");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.motion().filter(Motion::isThrashing).isPresent()
                && ending.motion().filter(Motion::isStarved).isEmpty()) {
            return Ending.verdict(
                    RootCause.IO_WAIT,
                    THRASHES,
                    ending.link().label() + " had " + ending.motion().get().majorFaults()
                            + " page faults that needed a disk: it lacks memory");
        }
        if (ending.isAboutCpu() || ending.cycle().isPresent()) {
            return Optional.empty();
        }
        double sure = Polled.best(ending.waitsFor(), IoWaitClassifier::sure);
        if (sure > 0) {
            return Ending.verdict(RootCause.IO_WAIT, sure);
        }
        Optional<Verdict> failing = ending.isAsleep() ? failingWrites(ending) : Optional.empty();
        return failing.isPresent() ? failing : Retries.judge(ending, RootCause.IO_WAIT, Wait.OnFile.class);
    }

    private static double sure(Wait wait) {
        if (wait instanceof Wait.OnNamedPipe || wait instanceof Wait.OnPipe pipe && pipe.isNamed()) {
            return NAMED_PIPE;
        }
        if (!(wait instanceof Wait.OnFile on) || on.file().equals("/dev/fuse")) {
            return 0;
        }
        return on.uninterruptible() ? UNINTERRUPTIBLE : on.call().equals("ioctl") ? CONTROL : INTERRUPTIBLE;
    }

    /** It writes again and again, and no byte is taken: a full disk or quota, most often. */
    private static Optional<Verdict> failingWrites(Ending ending) {
        Optional<IoFacts> before = ending.stall()
                .earlier()
                .flatMap(tree -> tree.find(ending.link().process()))
                .flatMap(ProcessFacts::io);
        Optional<IoFacts> now = ending.process().flatMap(ProcessFacts::io);
        if (before.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        long calls = now.get().writeCalls() - before.get().writeCalls();
        boolean nothingTaken = now.get().writtenBytes() == before.get().writtenBytes();
        return calls > 0 && nothingTaken
                ? Ending.verdict(
                        RootCause.IO_WAIT,
                        FAILING,
                        ending.link().label() + " wrote " + calls + " times in vain: a full disk or quota looks so")
                : Optional.empty();
    }
}
