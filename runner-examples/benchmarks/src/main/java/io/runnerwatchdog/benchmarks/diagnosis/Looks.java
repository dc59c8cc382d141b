package io.runnerwatchdog.benchmarks.diagnosis;

import com.sun.management.ThreadMXBean;
import io.runnerwatchdog.benchmarks.diagnosis.Subject.First;
import io.runnerwatchdog.benchmarks.diagnosis.Subject.Shape;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.internal.diagnose.Classifiers;
import io.runnerwatchdog.internal.diagnose.Diagnostician;
import io.runnerwatchdog.internal.linux.Lookout;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.ProcStat;
import io.runnerwatchdog.internal.linux.TreeSampler;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** One diagnosis of trees of several sizes, in its parts: the look, the judgement, a glance. */
final class Looks {
    /** Far above what a look takes: what is measured is the whole look, not where it is broken off. */
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private static final long JUMP = Duration.ofSeconds(1).toNanos();

    private final ProcFs proc = ProcFs.ofThisMachine().orElseThrow();
    private final Classifiers classifiers = new Classifiers(List.of(), true);
    private final Duration each;

    /** Jumps on, so that no look shares with the one before what concerns the whole machine. */
    private final AtomicLong jumps = new AtomicLong();

    private final TreeSampler apart = new TreeSampler(proc, groups(), () -> jumps.get() + System.nanoTime());
    private final TreeSampler together = new TreeSampler(proc, groups(), () -> 0);

    /** @param each how long each part of each tree is measured */
    Looks(Duration each) {
        this.each = each;
    }

    /**
     * What one tree costs.
     *
     * @param threads how many of its threads were looked at
     * @param look a look by itself
     * @param shared a look that shares the facts of the machine with another of the same moment
     * @param judgement the chain and all classifiers
     * @param bytes what look and judgement allocate
     * @param glance one glance at a tree of this size whose first thread sleeps
     */
    record Row(Shape shape, long threads, Timing look, Timing shared, Timing judgement, long bytes, Timing glance) {}

    Row measure(Shape shape) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newCachedThreadPool();
        try (Subject subject = Subject.start(shape, First.RECV)) {
            List<Long> pids = subject.pids();
            Diagnostician diagnostician = new Diagnostician(classifiers, pool, System::nanoTime);
            TreeSnapshot earlier = look(apart, pids);
            TreeSnapshot now = look(apart, pids);
            check(shape, judge(diagnostician, earlier, now));
            Timing look = Timing.of(() -> look(apart, pids), each);
            Timing shared = Timing.of(() -> look(together, pids), each);
            Timing judgement = Timing.of(() -> judge(diagnostician, earlier, now), each);
            return new Row(shape, threads(now), look, shared, judgement, bytes(pids), glances(shape));
        } finally {
            pool.shutdownNow();
        }
    }

    /** What the looks of this machine are made of, for comparing it with others. */
    Map<String, Timing> parts() {
        Map<String, Timing> parts = new LinkedHashMap<>();
        for (String file : List.of("self/stat", "self/schedstat", "self/sched", "net/tcp", "net/tcp6", "net/unix")) {
            parts.put("`/proc/" + file + "`", Timing.of(() -> proc.text(file), each.dividedBy(4)));
        }
        List<ProcStat> all = proc.processes();
        parts.put(
                "open files of all " + all.size() + " processes",
                Timing.of(() -> all.forEach(one -> proc.openFiles(one.identity().pid())), each.dividedBy(4)));
        parts.put("`stat` of all " + all.size() + " processes", Timing.of(proc::processes, each.dividedBy(4)));
        return parts;
    }

    private Timing glances(Shape shape) throws IOException, InterruptedException {
        try (Subject subject = Subject.start(shape, First.SLEEP)) {
            Lookout lookout = apart.lookout(look(apart, subject.pids()));
            if (!lookout.isWorthwhile()) {
                throw new IllegalStateException("nobody sleeps in " + shape.title());
            }
            return Timing.of(lookout::glance, each);
        }
    }

    private long bytes(List<Long> pids) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        Diagnostician here = new Diagnostician(classifiers, new HereExecutor(), System::nanoTime);
        TreeSnapshot earlier = look(apart, pids);
        long before = threads.getThreadAllocatedBytes(self);
        judge(here, earlier, look(apart, pids));
        return threads.getThreadAllocatedBytes(self) - before;
    }

    private TreeSnapshot look(TreeSampler sampler, List<Long> pids) {
        jumps.addAndGet(JUMP);
        return sampler.sample(pids, BUDGET, Optional.empty());
    }

    private static Diagnosis judge(Diagnostician diagnostician, TreeSnapshot earlier, TreeSnapshot now) {
        StallContext stall = new StallContext(
                Command.of("measured"),
                StallKind.IDLE,
                Duration.ofSeconds(60),
                Optional.of(earlier),
                now,
                Interlude.NONE,
                WaitChains.of(Optional.of(earlier), now),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
        return diagnostician.diagnose(stall, (id, problem) -> {
            throw new IllegalStateException(id + " " + problem);
        });
    }

    /** No result has no speed. Which it is, the tests of the classifiers say: processes that share all they have can wait for each other. */
    private static void check(Shape shape, Diagnosis diagnosis) {
        if (diagnosis.rootCause().equals(RootCause.UNKNOWN)) {
            throw new IllegalStateException(shape.title() + ": " + diagnosis.summary());
        }
    }

    private static long threads(TreeSnapshot tree) {
        return tree.processes().stream()
                .map(ProcessFacts::threads)
                .mapToLong(List::size)
                .sum();
    }

    private static ProcFs groups() {
        return new ProcFs(Path.of("/sys/fs/cgroup"));
    }
}
