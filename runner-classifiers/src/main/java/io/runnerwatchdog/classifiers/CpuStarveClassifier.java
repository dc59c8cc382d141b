package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ThreadFacts;
import java.util.Optional;

/** {@code cpu_starve}: the chain ends in a thread that could run and does not get the CPU. Stateless, thread-safe. */
public final class CpuStarveClassifier extends ChainClassifier {
    private static final double THROTTLED = 0.95;
    private static final double NEVER_RAN = 0.9;
    private static final double SELDOM_RAN = 0.85;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public CpuStarveClassifier() {
        super("cpu_starve");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        Optional<Motion> starved = ending.motion().filter(Motion::isStarved);
        if (starved.isEmpty()) {
            return Optional.empty();
        }
        Motion motion = starved.get();
        String label = ending.link().label();
        String modesty = ending.thread()
                .map(ThreadFacts::cpu)
                .map(cpu -> cpu.modesty())
                .filter(text -> !text.isEmpty())
                .map(text -> ", " + text)
                .orElse("");
        Verdict verdict = Verdict.of(RootCause.CPU_STARVE, sure(motion))
                .because(Because.fact(
                        motion.neverRan()
                                ? label + " could run all the time and never got a CPU" + modesty
                                : label + " " + motion.describe() + modesty));
        return Optional.of(
                motion.throttledPeriods() > 0
                        ? verdict.because(
                                Because.fact("its control group, or one above it, ran out of its CPU quota in "
                                        + motion.throttledPeriods() + " periods"))
                        : verdict);
    }

    private static double sure(Motion motion) {
        return motion.throttledPeriods() > 0 ? THROTTLED : motion.neverRan() ? NEVER_RAN : SELDOM_RAN;
    }
}
