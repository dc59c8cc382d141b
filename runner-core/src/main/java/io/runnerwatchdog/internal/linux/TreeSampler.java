package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the facts of a tree, in bounds: so many processes, so many threads each, so much time in all. Thread-safe. */
public final class TreeSampler {
    private static final int MOST_PROCESSES = 200;
    private static final int MOST_THREADS = 500;

    /** USER_HZ is 100 on all architectures that this reads, see time(7). */
    private static final long TICK_NANOS = 10_000_000;

    private final ProcFs proc;
    private final Ticker ticker;
    private final SyscallTable calls = SyscallTable.ofThisMachine();

    /** A snapshot, and who holds the pipes that its threads wait for. */
    public record Sampled(TreeSnapshot snapshot, PipeEnds pipes) {}

    public TreeSampler(ProcFs proc, Ticker ticker) {
        this.proc = proc;
        this.ticker = ticker;
    }

    /**
     * All that can be seen of these processes.
     *
     * @param budget when it is used up, the threads of the rest are left out, and its facts say so
     */
    public Sampled sample(List<Long> pids, Duration budget) {
        long start = ticker.nanos();
        WaitReader waits = new WaitReader(proc, calls, new Descriptors(proc));
        List<ProcessFacts> facts = new ArrayList<>();
        for (long pid : pids.subList(0, Math.min(MOST_PROCESSES, pids.size()))) {
            boolean late = ticker.nanos() - start > budget.toNanos();
            proc.process(pid)
                    .ifPresent(stat -> facts.add(
                            late
                                    ? facts(stat, List.of(), List.of("threads: no time was left"))
                                    : closely(stat, waits)));
        }
        boolean anyPipe = facts.stream()
                .flatMap(process -> process.threads().stream())
                .anyMatch(thread -> concernsPipe(thread.waitsFor()));
        return new Sampled(
                new TreeSnapshot(start, facts),
                anyPipe
                        ? PipeEnds.of(
                                proc, facts.stream().map(ProcessFacts::pid).toList())
                        : PipeEnds.NONE);
    }

    /** Only what these processes have done so far. */
    public TreeSnapshot totals(List<Long> pids) {
        long start = ticker.nanos();
        List<ProcessFacts> facts = new ArrayList<>();
        for (long pid : pids) {
            proc.process(pid).ifPresent(stat -> facts.add(facts(stat, List.of(), List.of())));
        }
        return new TreeSnapshot(start, facts);
    }

    private static boolean concernsPipe(Wait wait) {
        return wait instanceof Wait.OnPipe
                || wait instanceof Wait.OnEvents events
                        && events.candidates().stream().anyMatch(TreeSampler::concernsPipe);
    }

    private ProcessFacts closely(ProcStat stat, WaitReader waits) {
        long pid = stat.identity().pid();
        List<ThreadFacts> threads = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<Long> tids = new ArrayList<>(proc.numbers(pid + "/task"));
        tids.sort((one, other) -> one == pid ? -1 : other == pid ? 1 : Long.compare(one, other));
        for (long tid : tids.subList(0, Math.min(MOST_THREADS, tids.size()))) {
            thread(pid, tid, waits).ifPresent(threads::add);
        }
        if (tids.size() > MOST_THREADS) {
            unreadable.add("threads: only " + MOST_THREADS + " of " + tids.size() + " were looked at");
        }
        if (proc.text(pid + "/task/" + pid + "/syscall").isEmpty()) {
            unreadable.add("syscall: what its threads wait for is guessed from kernel functions");
        }
        return facts(stat, threads, unreadable);
    }

    private Optional<ThreadFacts> thread(long pid, long tid, WaitReader waits) {
        String directory = pid + "/task/" + tid;
        Optional<ProcStat> stat = proc.text(directory + "/stat").flatMap(StatParser::parse);
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        long[] scheduled = schedstat(proc.text(directory + "/schedstat").orElse(""));
        Wait wait = waits.read(pid, tid, stat.get().state());
        return Optional.of(new ThreadFacts(
                tid, stat.get().name(), stat.get().state(), scheduled[0], scheduled[1], scheduled[2], wait));
    }

    /** Nanoseconds run, nanoseconds waited, times run: see the kernel's documentation of sched-stats. */
    private static long[] schedstat(String text) {
        String[] fields = text.strip().split(" ");
        long[] numbers = new long[3];
        for (int i = 0; i < Math.min(numbers.length, fields.length); i++) {
            numbers[i] = Numbers.parse(fields[i]).orElse(0);
        }
        return numbers;
    }

    private ProcessFacts facts(ProcStat stat, List<ThreadFacts> threads, List<String> unreadable) {
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
                ioBytes(pid),
                stat.majorFaults(),
                threads,
                unreadable);
    }

    /** {@code rchar} and {@code wchar} of proc_pid_io(5): also what went through pipes and caches. */
    private OptionalLong ioBytes(long pid) {
        Optional<String> io = proc.text(pid + "/io");
        if (io.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(io.get()
                .lines()
                .filter(line -> line.startsWith("rchar: ") || line.startsWith("wchar: "))
                .mapToLong(
                        line -> Numbers.parse(line.substring("rchar: ".length()).strip())
                                .orElse(0))
                .sum());
    }
}
