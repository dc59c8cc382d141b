package io.runnerwatchdog.observe;

import java.util.Locale;
import java.util.Optional;

/**
 * What one thread did between two snapshots.
 *
 * <p>The kernel books the time that a thread had to wait for a CPU only when it next gets one, so a thread that never does
 * shows no change at all: that is {@link #neverRan()}, the strongest sign of starvation, not the absence of one.
 *
 * @param windowNanos between the two
 * @param ran share of the window on a CPU, 0 to 1
 * @param waited share of the window that it could have run and did not
 * @param slices how often it was given a CPU
 * @param runnable whether it could run in both snapshots
 * @param throttledPeriods in how many periods its control group, or one above it, ran out of its CPU quota
 * @param majorFaults page faults of its process that needed a disk
 * @param treeRan share of all CPUs that the whole tree used, 0 to 1
 * @param ioCalls read and write calls of its process
 */
public record Motion(
        double windowNanos,
        double ran,
        double waited,
        long slices,
        boolean runnable,
        long throttledPeriods,
        long majorFaults,
        double treeRan,
        long ioCalls) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double RUNS_MUCH = 0.5;
    private static final double RUNS_LITTLE = 0.2;
    private static final double WAITS_MUCH = 0.4;
    private static final double WAITS_SOME = 0.2;
    private static final double TREE_USES_MOST = 0.45;
    private static final double FAULTS_PER_SECOND = 20;
    private static final double YIELDS_PER_SECOND = 20_000;
    private static final double RUNS_AT_ALL = 0.002;
    private static final double LOOP_WAKES = 3;
    private static final double LOOP_WORKS = 0.005;

    /**
     * The motion of a thread; one that was born in between is measured from its birth. Empty where it is not in the later
     * snapshot.
     */
    public static Optional<Motion> of(TreeSnapshot earlier, TreeSnapshot now, ProcessIdentity process, long tid) {
        double window = now.takenAtNanos() - earlier.takenAtNanos();
        Optional<ProcessFacts> here = now.find(process);
        Optional<ThreadFacts> after = here.flatMap(facts -> facts.thread(tid));
        if (window <= 0 || after.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProcessFacts> then = earlier.find(process);
        Optional<ThreadFacts> before = then.flatMap(facts -> facts.thread(tid));
        CpuFacts was = before.map(ThreadFacts::cpu).orElse(CpuFacts.NONE);
        CpuFacts is = after.get().cpu();
        boolean wasRunnable =
                before.map(thread -> thread.state() == ProcessState.RUNNING).orElse(true);
        return Optional.of(new Motion(
                window,
                (is.ranNanos() - was.ranNanos()) / window,
                (is.waitedNanos() - was.waitedNanos()) / window,
                is.slices() - was.slices(),
                wasRunnable && after.get().state() == ProcessState.RUNNING,
                throttledPeriods(earlier, here.get()),
                here.get().majorFaults() - then.map(ProcessFacts::majorFaults).orElse(0L),
                treeShare(earlier, now, window),
                calls(here.get()) - then.map(Motion::calls).orElse(0L)));
    }

    private static long calls(ProcessFacts process) {
        return process.io().map(IoFacts::calls).orElse(0L);
    }

    /** How often its group ran out since: the group is older than a process that was born in between. */
    private static long throttledPeriods(TreeSnapshot earlier, ProcessFacts process) {
        Optional<GroupFacts> group = process.group();
        return earlier.processes().stream()
                .flatMap(member -> member.group().stream())
                .filter(then ->
                        group.filter(now -> now.path().equals(then.path())).isPresent())
                .mapToLong(then -> group.get().throttledPeriods() - then.throttledPeriods())
                .findFirst()
                .orElse(0);
    }

    private static double treeShare(TreeSnapshot earlier, TreeSnapshot now, double window) {
        double ran = 0;
        for (ProcessFacts process : now.processes()) {
            for (ThreadFacts thread : process.threads()) {
                long before = earlier.find(process.identity())
                        .flatMap(then -> then.thread(thread.tid()))
                        .map(then -> then.cpu().ranNanos())
                        .orElse(thread.cpu().ranNanos());
                ran += thread.cpu().ranNanos() - before;
            }
        }
        return ran / window / Runtime.getRuntime().availableProcessors();
    }

    private double perSecond(double count) {
        return count * NANOS_PER_SECOND / windowNanos;
    }

    /** Could run all the time and never got a CPU. */
    public boolean neverRan() {
        return runnable && slices == 0 && ran == 0;
    }

    /** Could run, and something outside of the tree kept the CPU from it. */
    public boolean isStarved() {
        boolean throttled = throttledPeriods > 0;
        if (!throttled && (isThrashing() || isSpinning() || treeRan > TREE_USES_MOST)) {
            return false;
        }
        return neverRan()
                || waited > WAITS_MUCH && waited > 2 * ran
                || runnable && ran < RUNS_LITTLE && waited > WAITS_SOME
                || throttled && (runnable || waited > WAITS_SOME) && ran < RUNS_MUCH && ran + waited > RUNS_AT_ALL;
    }

    /** Has so many page faults that need a disk that it does little else. */
    public boolean isThrashing() {
        return perSecond(majorFaults) > FAULTS_PER_SECOND;
    }

    /** Gives the CPU back all the time without reading or writing: threads that spin for each other do. */
    public boolean isSpinning() {
        return runnable && perSecond(slices) > YIELDS_PER_SECOND && ioCalls == 0;
    }

    /** Uses the CPU, or would if the tree itself did not keep it from it. */
    public boolean isBusy() {
        return !isStarved()
                && !isThrashing()
                && (isSpinning()
                        || ran > RUNS_MUCH
                        || runnable && ran > RUNS_LITTLE
                        || runnable && treeRan > TREE_USES_MOST);
    }

    /** Whether what it did with the CPU explains more than what it waits for at the moment. */
    public boolean isAboutCpu() {
        return isStarved() || isThrashing() || isBusy();
    }

    /** Wakes again and again and works each time: an event loop that is alive, whatever else it waits for. */
    public boolean keepsWorking() {
        return perSecond(slices) > LOOP_WAKES && ran > LOOP_WORKS;
    }

    /** Whether it did anything. */
    public boolean woke() {
        return slices > 0;
    }

    /** For people: {@code ran 12 % and waited for a CPU 80 % of 2.0 s}. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "ran %.0f %% and waited for a CPU %.0f %% of %.1f s",
                100 * ran,
                100 * Math.min(1, waited),
                windowNanos / NANOS_PER_SECOND);
    }
}
