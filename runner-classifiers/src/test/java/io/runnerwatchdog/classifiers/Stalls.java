package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.classifiers.testkit.StallBuilder;
import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.GroupFacts;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.IoFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Cycle;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Stalls made by hand, for classifiers to judge: a shell that waits for one tool. */
final class Stalls {
    static final ProcessIdentity TOOL = new ProcessIdentity(20, 200);
    private static final ProcessIdentity SHELL = new ProcessIdentity(10, 100);
    private static final long SECOND = 1_000_000_000;

    private Stalls() {}

    /** A stall of a step that printed this and shows nothing else. */
    static StallContext printed(String stdout, String stderr) {
        return step().stdout(stdout).stderr(stderr).build();
    }

    private static StallBuilder step() {
        return StallBuilder.of("sh", "-c", "tool");
    }

    /** A stall at whose end a tool with one thread waits so. */
    static Stall waiting(Wait wait) {
        return new Stall(wait);
    }

    static Wait.OnSocket tcp(String state, long unsent, long unread) {
        return socket("recvfrom", "tcp", state, unsent, unread);
    }

    static Wait.OnSocket socket(String call, String protocol, String state, long unsent, long unread) {
        return new Wait.OnSocket(
                call,
                3,
                new SocketFacts(protocol, "10.0.0.2:40000", "10.0.0.1:443", state, unsent, unread, 0),
                List.of());
    }

    static Wait.OnFutex signal(String call, boolean timed) {
        return new Wait.OnFutex(call, Wait.OnFutex.Kind.SIGNAL, timed, Optional.empty());
    }

    static Wait.OnPipe pipe(boolean writing, int fd, Party... others) {
        return new Wait.OnPipe(writing ? "write" : "read", fd, "pipe:[7]", writing, List.of(others), false);
    }

    static Party party(Party.Standing standing) {
        return new Party(99, "other", standing);
    }

    /** A stall in the making. */
    static final class Stall {
        private final Wait wait;
        private final List<ThreadFacts> more = new ArrayList<>();
        private Edge via = Edge.CHILD;
        private boolean alone;
        private Optional<Cycle> cycle = Optional.empty();
        private Optional<ThreadFacts> then = Optional.empty();
        private ThreadFacts now;
        private List<Contention> contentions = List.of();
        private Interlude interlude = Interlude.NONE;
        private List<String> shellLine = List.of("sh", "-c", "tool");
        private long writeCalls;
        private long majorFaults;
        private long throttled;
        private String toolName = "tool";
        private Optional<RuntimeView> runtime = Optional.empty();
        private List<String> toolLine = List.of();
        private double childrenSeconds;
        private Optional<ProcessState> child = Optional.empty();

        Stall(Wait wait) {
            this.wait = wait;
            this.now = new ThreadFacts(TOOL.pid(), "tool", ProcessState.SLEEPING, CpuFacts.NONE, wait);
        }

        Stall beside(int others, Wait waits) {
            for (int i = 1; i <= others; i++) {
                more.add(new ThreadFacts(TOOL.pid() + i, "tool", ProcessState.SLEEPING, CpuFacts.NONE, waits));
            }
            return this;
        }

        Stall via(Edge edge) {
            via = edge;
            return this;
        }

        /** The tool is the first process itself. */
        Stall alone() {
            alone = true;
            return this;
        }

        Stall inCircle(Edge back) {
            return inCircle(0, back);
        }

        /** A circle back to this link; the tool, the last one, is 1. */
        Stall inCircle(int from, Edge back) {
            cycle = Optional.of(new Cycle(from, back));
            return this;
        }

        /** The tool and its first thread have this name. */
        Stall named(String name) {
            toolName = name;
            return this;
        }

        /** A shell that is the first process itself has its own arguments. */
        private List<String> toolLine() {
            return alone ? shellLine : toolLine.isEmpty() ? List.of(toolName) : toolLine;
        }

        /** The tool has these arguments, the first its name. */
        Stall line(String... line) {
            toolLine = List.of(line);
            return this;
        }

        /** Children that have ended took so much CPU time since the earlier look. */
        Stall spentOnChildren(double seconds) {
            childrenSeconds = seconds;
            return this;
        }

        /** The tool has a child in this state. */
        Stall child(ProcessState state) {
            child = Optional.of(state);
            return this;
        }

        /** What its language runtime says of its first thread. */
        Stall says(RuntimeView view) {
            runtime = Optional.of(view);
            return this;
        }

        /** What its thread got of the CPU within ten seconds. */
        Stall got(ProcessState state, double ranSeconds, double waitedSeconds, long slices) {
            then = Optional.of(new ThreadFacts(TOOL.pid(), "tool", state, cpu(SECOND, SECOND, 5), wait));
            now = new ThreadFacts(
                    TOOL.pid(),
                    "tool",
                    state,
                    cpu(SECOND + (long) (ranSeconds * SECOND), SECOND + (long) (waitedSeconds * SECOND), 5 + slices),
                    wait);
            return this;
        }

        Stall writesInVain(long calls) {
            writeCalls = calls;
            return this;
        }

        Stall faults(long faults) {
            majorFaults = faults;
            return this;
        }

        Stall throttled(long periods) {
            throttled = periods;
            return this;
        }

        Stall contended(String file) {
            contentions = List.of(new Contention(file, party(Party.Standing.OUTSIDE)));
            return this;
        }

        Stall attempts(Interlude.Attempt... attempts) {
            interlude = new Interlude(Duration.ofSeconds(2), 500, List.of(attempts));
            return this;
        }

        Stall shell(String... line) {
            shellLine = List.of(line);
            return this;
        }

        StallContext context() {
            List<Link> links = new ArrayList<>();
            if (!alone) {
                links.add(new Link(
                        SHELL,
                        "sh",
                        shellLine,
                        10,
                        new Wait.OnChild("wait4", OptionalLong.empty()),
                        Edge.FIRST,
                        Optional.empty()));
            }
            links.add(
                    new Link(TOOL, toolName, toolLine(), TOOL.pid(), wait, alone ? Edge.FIRST : via, Optional.empty()));
            ThreadFacts first = new ThreadFacts(now.tid(), toolName, now.state(), now.cpu(), wait, runtime);
            List<ThreadFacts> threads = new ArrayList<>(List.of(first));
            threads.addAll(more);
            StallBuilder stall = step().now(
                            tree(10 * SECOND, threads, writeCalls, majorFaults, throttled, childrenSeconds))
                    .interlude(interlude)
                    .chain(new WaitChain(links, cycle));
            then.ifPresent(thread -> stall.earlier(tree(0, List.of(thread), 0, 0, 0, 0)));
            return stall.build();
        }

        private TreeSnapshot tree(
                long at, List<ThreadFacts> threads, long writes, long faults, long periods, double ofChildren) {
            ProcessState state = threads.get(0).state();
            Duration booked = Duration.ofMillis((long) (ofChildren * 1000));
            List<ProcessFacts> all = new ArrayList<>();
            all.add(process(SHELL, 1, "sh", shellLine, state, List.of(), 0, 0, 0, Duration.ZERO));
            all.add(process(TOOL, SHELL.pid(), toolName, toolLine(), state, threads, writes, faults, periods, booked));
            child.ifPresent(how -> all.add(process(
                    new ProcessIdentity(30, 300), TOOL.pid(), "child", List.of(), how, List.of(), 0, 0, 0, booked)));
            return new TreeSnapshot(at, all);
        }

        private ProcessFacts process(
                ProcessIdentity identity,
                long parent,
                String name,
                List<String> line,
                ProcessState state,
                List<ThreadFacts> threads,
                long writes,
                long faults,
                long periods,
                Duration ofChildren) {
            return new ProcessFacts(
                    identity,
                    parent,
                    name,
                    line,
                    state,
                    10,
                    10,
                    Duration.ZERO,
                    ofChildren,
                    Optional.of(new IoFacts(0, 0, 0, writes)),
                    faults,
                    threads,
                    identity.equals(TOOL) ? contentions : List.of(),
                    Optional.of(new GroupFacts("/g", periods, Duration.ZERO)),
                    List.of());
        }

        private static CpuFacts cpu(long ran, long waited, long slices) {
            return new CpuFacts(ran, waited, slices, "normal", 0, Optional.empty());
        }
    }
}
