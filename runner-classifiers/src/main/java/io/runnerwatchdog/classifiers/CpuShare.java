package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Link;
import io.runnerwatchdog.spi.StallContext;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the process at the end of the chain runs, or could and does not get the CPU. Needs two looks: the kernel books
 * the time that a thread had to wait only when it next gets a CPU, so one that never does shows no change at all.
 */
final class CpuShare {
    private static final double STARVED = 0.9;
    private static final double MOSTLY_STARVED = 0.85;
    private static final double BUSY = 0.6;

    private static final double WAITS_MUCH = 0.4;
    private static final double WAITS_SOME = 0.2;
    private static final double RUNS_LITTLE = 0.2;
    private static final double RUNS_MUCH = 0.5;

    private CpuShare() {}

    static Optional<Verdict> judge(StallContext stall) {
        Optional<Link> leaf = stall.chain().leaf();
        if (leaf.isEmpty() || stall.earlier().isEmpty()) {
            return Optional.empty();
        }
        TreeSnapshot before = stall.earlier().get();
        double window = stall.now().takenAtNanos() - before.takenAtNanos();
        Optional<ThreadFacts> now = thread(stall.now(), leaf.get());
        Optional<ThreadFacts> then = thread(before, leaf.get());
        if (window <= 0 || now.isEmpty() || then.isEmpty()) {
            return Optional.empty();
        }
        return judge(leaf.get(), then.get(), now.get(), window);
    }

    private static Optional<Verdict> judge(Link leaf, ThreadFacts then, ThreadFacts now, double window) {
        double ran = (now.ranNanos() - then.ranNanos()) / window;
        double waited = (now.waitedNanos() - then.waitedNanos()) / window;
        boolean runnable = now.state() == ProcessState.RUNNING && now.waitsFor() instanceof Wait.ForCpu;
        String shares = String.format(
                Locale.ROOT,
                "%s ran %.0f %% and waited for a CPU %.0f %% of the time",
                leaf.label(),
                100 * ran,
                100 * waited);
        if (runnable && then.state() == ProcessState.RUNNING && now.slices() == then.slices() && ran < RUNS_LITTLE) {
            return verdict(RootCause.CPU_STARVE, STARVED, leaf.label() + " could run all the time and never got a CPU");
        }
        if (waited > WAITS_MUCH && waited > 2 * ran || runnable && ran < RUNS_LITTLE && waited > WAITS_SOME) {
            return verdict(RootCause.CPU_STARVE, MOSTLY_STARVED, shares);
        }
        if (ran > RUNS_MUCH || runnable && ran > RUNS_LITTLE) {
            return verdict(RootCause.BUSY, BUSY, shares + "; a long computation and an endless loop look alike");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> verdict(RootCause cause, double confidence, String why) {
        return Optional.of(Verdict.of(cause, confidence).because(Because.fact(why)));
    }

    private static Optional<ThreadFacts> thread(TreeSnapshot tree, Link leaf) {
        return tree.find(leaf.process()).map(ProcessFacts::threads).stream()
                .flatMap(threads -> threads.stream())
                .filter(thread -> thread.tid() == leaf.tid())
                .findFirst();
    }
}
