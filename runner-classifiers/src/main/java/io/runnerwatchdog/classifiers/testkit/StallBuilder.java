package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes stalls by hand, for classifiers to judge. Not thread-safe.
 *
 * <p>Unless said otherwise: idle for 12 seconds, nothing printed, and nothing to be seen of the processes, as on a platform
 * that shows nothing. With {@link #process} there are some, each the child of the one before it, asleep, and seen once.
 */
public final class StallBuilder {
    private static final long FIRST_PID = 100;
    private static final Duration AT = Duration.ofMinutes(1);

    private final Command command;
    private StallKind kind = StallKind.IDLE;
    private Duration silentFor = Duration.ofSeconds(12);
    private OutputTail stdout = OutputTail.EMPTY;
    private OutputTail stderr = OutputTail.EMPTY;
    private final List<ProcessFacts> processes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private Optional<TreeSnapshot> now = Optional.empty();
    private Optional<TreeSnapshot> earlier = Optional.empty();
    private Optional<Duration> unmovedFor = Optional.empty();
    private Optional<WaitChain> chain = Optional.empty();
    private Interlude interlude = Interlude.NONE;

    private StallBuilder(Command command) {
        this.command = command;
    }

    /** A stall of this program with its arguments. */
    public static StallBuilder of(String... argv) {
        return of(Command.of(argv));
    }

    /** A stall of this command. */
    public static StallBuilder of(Command command) {
        return new StallBuilder(Objects.requireNonNull(command, "command"));
    }

    /** Which limit it reached. */
    public StallBuilder kind(StallKind kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
        return this;
    }

    /** How long it had printed nothing. */
    public StallBuilder silentFor(Duration time) {
        silentFor = Objects.requireNonNull(time, "time");
        return this;
    }

    /** What it printed last on standard output. */
    public StallBuilder stdout(String text) {
        stdout = tail(text);
        return this;
    }

    /** What it printed last on standard error. */
    public StallBuilder stderr(String text) {
        stderr = tail(text);
        return this;
    }

    private static OutputTail tail(String text) {
        return new OutputTail(text, text.getBytes(StandardCharsets.UTF_8).length);
    }

    /**
     * One more process at the end of the wait chain, with one thread.
     *
     * @param name its short name
     * @param waitsFor what it waits for; what the process before it waits for says how this one is reached
     * @param commandLine its arguments; without any it shows its name
     */
    public StallBuilder process(String name, Wait waitsFor, String... commandLine) {
        long parent =
                processes.isEmpty() ? 1 : processes.get(processes.size() - 1).pid();
        ProcessIdentity identity = new ProcessIdentity(FIRST_PID + processes.size(), FIRST_PID);
        List<String> line = commandLine.length == 0 ? List.of(name) : List.of(commandLine);
        ProcessState state = waitsFor instanceof Wait.ForCpu ? ProcessState.RUNNING : ProcessState.SLEEPING;
        ThreadFacts thread = new ThreadFacts(identity.pid(), name, state, CpuFacts.NONE, waitsFor);
        processes.add(new ProcessFacts(
                identity,
                parent,
                name,
                line,
                state,
                FIRST_PID,
                FIRST_PID,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                0,
                List.of(thread),
                List.of(),
                Optional.empty(),
                List.of()));
        links.add(new Link(identity, name, line, identity.pid(), waitsFor, via(), Optional.empty()));
        return this;
    }

    private Edge via() {
        if (links.isEmpty()) {
            return Edge.FIRST;
        }
        Wait before = links.get(links.size() - 1).waitsFor();
        if (before instanceof Wait.OnChild) {
            return Edge.CHILD;
        }
        if (before instanceof Wait.OnPipe) {
            return Edge.PIPE;
        }
        if (before instanceof Wait.OnSocket) {
            return Edge.SOCKET;
        }
        if (before instanceof Wait.OnTerminalMaster) {
            return Edge.TERMINAL;
        }
        if (before instanceof Wait.OnFutex on && on.kind() == Wait.OnFutex.Kind.JOIN) {
            return Edge.JOIN;
        }
        boolean lock = before instanceof Wait.OnFileLock || before instanceof Wait.OnFutex;
        return lock ? Edge.LOCK : Edge.PERHAPS;
    }

    /** The tree was seen so long before as well, and nothing has moved since. */
    public StallBuilder unmovedFor(Duration time) {
        unmovedFor = Optional.of(time);
        return this;
    }

    /** The tree as it was seen first. */
    public StallBuilder earlier(TreeSnapshot tree) {
        earlier = Optional.of(tree);
        return this;
    }

    /** The tree at the limit, in place of the one made of processes. */
    public StallBuilder now(TreeSnapshot tree) {
        now = Optional.of(tree);
        return this;
    }

    /** The wait chain, in place of the one made of processes. */
    public StallBuilder chain(WaitChain chain) {
        this.chain = Optional.of(chain);
        return this;
    }

    /** What was met in passing. */
    public StallBuilder interlude(Interlude interlude) {
        this.interlude = Objects.requireNonNull(interlude, "interlude");
        return this;
    }

    /** The stall as it is by now. */
    public StallContext build() {
        TreeSnapshot last = now.orElseGet(() -> new TreeSnapshot(AT.toNanos(), processes));
        Optional<TreeSnapshot> unmoved = unmovedFor.map(
                time -> new TreeSnapshot(last.takenAtNanos() - time.toNanos(), last.processes(), last.pressure()));
        return new StallContext(
                command,
                kind,
                silentFor,
                earlier.or(() -> unmoved),
                last,
                interlude,
                chain.orElseGet(() -> new WaitChain(links)),
                stdout,
                stderr);
    }
}
