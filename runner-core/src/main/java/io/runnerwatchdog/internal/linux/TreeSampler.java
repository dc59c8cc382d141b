package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.GroupFacts;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Takes the facts of a tree, in bounds: so many processes, so many threads each, so much time in all. Thread-safe. */
public final class TreeSampler {
    private static final int MOST_PROCESSES = 200;
    private static final int MOST_THREADS = 500;

    /** Trees that are looked at within this time share what concerns the whole machine. */
    private static final long FRESH = Duration.ofMillis(50).toNanos();

    /** USER_HZ is 100 on all architectures that this reads, see time(7). */
    private static final long TICK_NANOS = 10_000_000;

    private final ProcFs proc;
    private final Ticker ticker;
    private final ControlGroups groups;
    private final SyscallTable calls;
    private final AtomicReference<Shared> shared = new AtomicReference<>();

    private record Shared(Machine machine, long since) {}

    /** @param controlGroups where the control groups of this machine are */
    public TreeSampler(ProcFs proc, ProcFs controlGroups, Ticker ticker) {
        this(proc, controlGroups, ticker, SyscallTable.ofThisMachine());
    }

    TreeSampler(ProcFs proc, ProcFs controlGroups, Ticker ticker, SyscallTable calls) {
        this.proc = proc;
        this.ticker = ticker;
        this.groups = new ControlGroups(proc, controlGroups);
        this.calls = calls;
    }

    /**
     * All that can be seen of these processes.
     *
     * @param pids the tree, the root first
     * @param budget when it is used up, the threads of the rest are left out, and its facts say so
     * @param earlier the same tree a moment before, where there was one
     */
    public TreeSnapshot sample(List<Long> pids, Duration budget, Optional<TreeSnapshot> earlier) {
        long start = ticker.nanos();
        Machine machine = machine(start);
        Scene scene = Scene.of(proc, calls, machine, pids);
        ThreadReader threads = new ThreadReader(scene, new WaitReader(scene));
        FileLocks locks = new FileLocks(scene);
        List<ProcessFacts> facts = new ArrayList<>();
        for (long pid : pids.subList(0, Math.min(MOST_PROCESSES, pids.size()))) {
            boolean late = ticker.nanos() - start > budget.toNanos();
            proc.process(pid)
                    .ifPresent(stat -> facts.add(
                            late ? facts(stat, List.of("threads: no time was left")) : closely(stat, threads, locks)));
        }
        Settling settling = new Settling(threads, earlier, start);
        facts.replaceAll(settling::settle);
        facts.addAll(uncollected(facts));
        return new TreeSnapshot(start, facts, machine.pressure());
    }

    /** Children that have ended and that their parent does not collect, since it waits for a signal that was lost. */
    private List<ProcessFacts> uncollected(List<ProcessFacts> tree) {
        Set<Long> known = tree.stream().map(ProcessFacts::pid).collect(Collectors.toSet());
        return tree.stream()
                .filter(process ->
                        process.threads().stream().anyMatch(thread -> thread.waitsFor() instanceof Wait.OnSignal))
                .flatMap(process -> proc.children(process.pid()).stream())
                .filter(pid -> !known.contains(pid))
                .flatMap(pid -> proc.process(pid).stream())
                .filter(stat -> stat.state().isDead())
                .map(stat -> facts(stat, List.of()))
                .toList();
    }

    /** Only what these processes have done so far. */
    public TreeSnapshot totals(List<Long> pids) {
        long start = ticker.nanos();
        List<ProcessFacts> facts = new ArrayList<>();
        for (long pid : pids) {
            proc.process(pid).ifPresent(stat -> facts.add(facts(stat, List.of())));
        }
        return new TreeSnapshot(start, facts);
    }

    /** A watch over what this tree tries in passing from now on. */
    public Lookout lookout(TreeSnapshot first) {
        return new Lookout(proc, calls, first);
    }

    private Machine machine(long now) {
        Shared last = shared.get();
        if (last != null && now - last.since() < FRESH) {
            return last.machine();
        }
        Shared next = new Shared(new Machine(proc), now);
        // Whoever loses this race takes its own and shares with nobody: dearer, not wrong.
        shared.compareAndSet(last, next);
        return next.machine();
    }

    private ProcessFacts closely(ProcStat stat, ThreadReader reader, FileLocks locks) {
        long pid = stat.identity().pid();
        List<ThreadFacts> threads = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<Long> tids = new ArrayList<>(proc.numbers(pid + "/task"));
        tids.sort((one, other) -> one == pid ? -1 : other == pid ? 1 : Long.compare(one, other));
        for (long tid : tids.subList(0, Math.min(MOST_THREADS, tids.size()))) {
            reader.read(new Scene.At(pid, tid)).ifPresent(threads::add);
        }
        if (tids.size() > MOST_THREADS) {
            unreadable.add("threads: only " + MOST_THREADS + " of " + tids.size() + " were looked at");
        }
        if (!stat.state().isDead()) {
            unreadable.addAll(refused(pid));
        }
        boolean sleeps = threads.stream().anyMatch(thread -> sleeps(thread.waitsFor()));
        return facts(stat, threads, sleeps ? locks.contentions(pid) : List.of(), groups.of(pid), unreadable);
    }

    /** What of a process that lives we may not read, and what is not known therefore. */
    private List<String> refused(long pid) {
        List<String> refused = new ArrayList<>();
        if (proc.text(pid + "/task/" + pid + "/syscall").isEmpty()) {
            refused.add("syscall: what its threads wait for is guessed from kernel functions");
        }
        if (!proc.showsDescriptors(pid)) {
            refused.add("descriptors: which files, pipes and sockets it has open, and who shares them, is not known");
        }
        return refused;
    }

    /** Whether it may be asleep between two attempts. */
    private static boolean sleeps(Wait wait) {
        return wait instanceof Wait.OnTimer
                || wait instanceof Wait.OnEvents events && events.timed()
                || wait instanceof Wait.OnFutex futex && futex.timed();
    }

    /** Only what the process as a whole shows; {@code unreadable} says why no threads were looked at. */
    private ProcessFacts facts(ProcStat stat, List<String> unreadable) {
        return facts(stat, List.of(), List.of(), Optional.empty(), unreadable);
    }

    private ProcessFacts facts(
            ProcStat stat,
            List<ThreadFacts> threads,
            List<Contention> contentions,
            Optional<GroupFacts> group,
            List<String> unreadable) {
        long pid = stat.identity().pid();
        return new ProcessFacts(
                stat.identity(),
                stat.parentPid(),
                stat.name(),
                proc.commandLine(pid),
                stat.state(),
                stat.processGroup(),
                stat.session(),
                Duration.ofNanos(stat.cpuTicks() * TICK_NANOS),
                Duration.ofNanos(stat.childrenTicks() * TICK_NANOS),
                proc.text(pid + "/io").flatMap(CountersParser::io),
                stat.majorFaults(),
                threads,
                contentions,
                group,
                unreadable);
    }
}
