package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Stalls made by hand, for classifiers to judge. */
final class Stalls {
    private static final ProcessIdentity TOOL = new ProcessIdentity(20, 200);
    private static final long SECOND = 1_000_000_000;

    private Stalls() {}

    /** A stall of a step that printed this and shows nothing else. */
    static StallContext printed(String stdout, String stderr) {
        return context(Optional.empty(), TreeSnapshot.empty(0), WaitChain.EMPTY, stdout, stderr);
    }

    /** A stall at whose end a tool with one thread waits so. */
    static StallContext waiting(Wait wait) {
        return waiting(wait, 1);
    }

    /** The same with more threads, which all wait so. */
    static StallContext waiting(Wait wait, int threads) {
        List<ThreadFacts> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(new ThreadFacts(TOOL.pid() + i, "tool", ProcessState.SLEEPING, 0, 0, 1, wait));
        }
        return context(Optional.empty(), tree(0, ProcessState.SLEEPING, all), chain(wait), "", "");
    }

    /** A stall at whose end a tool is on or waits for the CPU; the numbers are what it got within ten seconds. */
    static StallContext onCpu(ProcessState state, double ranSeconds, double waitedSeconds, long slices) {
        ThreadFacts before = thread(state, SECOND, SECOND, 5);
        ThreadFacts now = thread(
                state, SECOND + (long) (ranSeconds * SECOND), SECOND + (long) (waitedSeconds * SECOND), 5 + slices);
        return looks(0, List.of(before), 10 * SECOND, List.of(now));
    }

    /** A stall of which both looks at the tool's threads are given. */
    static StallContext looks(long earlierNanos, List<ThreadFacts> then, long nowNanos, List<ThreadFacts> now) {
        Wait wait = now.isEmpty() ? new Wait.ForCpu() : now.get(0).waitsFor();
        return context(
                Optional.of(tree(earlierNanos, ProcessState.RUNNING, then)),
                tree(nowNanos, ProcessState.RUNNING, now),
                chain(wait),
                "",
                "");
    }

    /** The tool's only thread, with the nanoseconds that it ran and waited for the CPU so far. */
    static ThreadFacts thread(ProcessState state, long ranNanos, long waitedNanos, long slices) {
        Wait wait = state == ProcessState.RUNNING ? new Wait.ForCpu() : new Wait.OnTimer("nanosleep");
        return new ThreadFacts(TOOL.pid(), "tool", state, ranNanos, waitedNanos, slices, wait);
    }

    static Wait.OnSocket tcp(String state, long unsent, long unread) {
        return new Wait.OnSocket(
                "recvfrom", 3, new SocketFacts("tcp", "10.0.0.2:40000", "10.0.0.1:443", state, unsent, unread, 0));
    }

    static Wait.OnSocket unix() {
        return new Wait.OnSocket("recvmsg", 4, new SocketFacts("unix", "", "/run/x.sock", "CONNECTED", 0, 0, 0));
    }

    private static WaitChain chain(Wait wait) {
        return new WaitChain(List.of(
                new WaitChain.Link(
                        new ProcessIdentity(10, 100), "sh", 10, new Wait.OnChild("wait4", OptionalLong.of(20))),
                new WaitChain.Link(TOOL, "tool", 20, wait)));
    }

    private static TreeSnapshot tree(long at, ProcessState state, List<ThreadFacts> threads) {
        return new TreeSnapshot(
                at,
                List.of(new ProcessFacts(
                        TOOL,
                        10,
                        "tool",
                        List.of("tool"),
                        state,
                        10,
                        10,
                        Duration.ZERO,
                        OptionalLong.empty(),
                        0,
                        threads,
                        List.of())));
    }

    private static StallContext context(
            Optional<TreeSnapshot> earlier, TreeSnapshot now, WaitChain chain, String stdout, String stderr) {
        return new StallContext(
                Command.of("sh", "-c", "tool"),
                StallKind.IDLE,
                Duration.ofSeconds(12),
                earlier,
                now,
                chain,
                new OutputTail(stdout, stdout.length()),
                new OutputTail(stderr, stderr.length()));
    }
}
