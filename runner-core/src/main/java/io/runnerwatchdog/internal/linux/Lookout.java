package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.Interlude.Attempt;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches the sleepers of a tree between its two snapshots: which short-lived children they start, and what a thread does
 * when it wakes for a moment. A glance costs some ten microseconds, so it can be repeated each few milliseconds.
 * Not thread-safe.
 */
public final class Lookout {
    private static final int MOST_SLEEPERS = 16;
    private static final int MOST_PARENTS = 8;
    private static final int MOST_CHILDREN = 64;
    private static final int CLOSE_LOOKS = 40;
    private static final Set<String> DULL = Set.of("nanosleep", "clock_nanosleep", "wait4", "waitid", "vfork");

    private final ProcFs proc;
    private final SyscallTable calls;
    private final TreeSnapshot first;
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final Set<Long> parents = new HashSet<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<Long, Passing> children = new TreeMap<>();
    private final Map<String, Attempt> ownAttempts = new TreeMap<>();
    private OptionalLong failures;
    private Optional<Scene> scene = Optional.empty();
    /** Whether the scene is that of an earlier glance. */
    private boolean isOld;

    private int glances;
    private int closeLooks;

    /** A thread that slept when first seen. */
    private static final class Sleeper {
        private final At at;
        private long slices;

        Sleeper(At at, long slices) {
            this.at = at;
            this.slices = slices;
        }
    }

    /** A child that was not there at first. */
    private static final class Passing {
        private final long parent;
        private List<String> commandLine = List.of();
        private Optional<Wait> wait = Optional.empty();

        Passing(long parent) {
            this.parent = parent;
        }
    }

    Lookout(ProcFs proc, SyscallTable calls, TreeSnapshot first) {
        this.proc = proc;
        this.calls = calls;
        this.first = first;
        for (ProcessFacts process : first.processes()) {
            known.add(process.pid());
            for (ThreadFacts thread : process.threads()) {
                if (thread.waitsFor() instanceof Wait.OnTimer) {
                    watch(process, thread);
                } else if (thread.waitsFor() instanceof Wait.OnChild && parents.size() < MOST_PARENTS) {
                    parents.add(process.pid());
                }
            }
        }
        failures = failedConnections();
    }

    private void watch(ProcessFacts process, ThreadFacts thread) {
        if (sleepers.size() < MOST_SLEEPERS) {
            sleepers.add(new Sleeper(
                    new At(process.pid(), thread.tid()), thread.cpu().slices()));
        }
        // A shell's loop sleeps in a child, another one each time.
        if (parents.size() < MOST_PARENTS) {
            parents.add(process.pid());
            first.find(process.parentPid()).ifPresent(parent -> parents.add(parent.pid()));
        }
    }

    /** Whether anybody sleeps, or waits for children, whose attempts could be seen. */
    public boolean isWorthwhile() {
        return !sleepers.isEmpty() || !parents.isEmpty();
    }

    /** One glance. */
    public void glance() {
        glances++;
        isOld = true;
        boolean woke = false;
        for (Sleeper sleeper : sleepers) {
            woke |= glanceAt(sleeper);
        }
        OptionalLong now = failedConnections();
        if (woke && now.isPresent() && failures.isPresent() && now.getAsLong() > failures.getAsLong()) {
            // It woke and in the same few milliseconds the machine failed to connect somewhere; once may be chance.
            refused();
        }
        failures = now;
        for (long parent : List.copyOf(parents)) {
            glanceAtChildrenOf(parent);
        }
    }

    private boolean glanceAt(Sleeper sleeper) {
        long slices =
                ThreadReader.schedstat(proc.text(sleeper.at.file("schedstat")).orElse(""))[2];
        boolean woke = slices > sleeper.slices;
        sleeper.slices = Math.max(slices, sleeper.slices);
        closely(sleeper.at).ifPresent(wait -> count(sleeper.at.pid(), wait));
        return woke;
    }

    private void refused() {
        for (Sleeper sleeper : sleepers) {
            if (sleepers.size() == 1) {
                count(
                        sleeper.at.pid(),
                        new Wait.OnSocket(
                                "connect", -1, new SocketFacts("tcp", "", "", "REFUSED", 0, 0, 0), List.of()));
            }
        }
    }

    private void count(long pid, Wait wait) {
        ownAttempts.merge(
                pid + " " + wait.describe(),
                new Attempt(pid, List.of(), Optional.of(wait), 1),
                (before, one) -> new Attempt(pid, List.of(), before.what(), before.times() + 1));
    }

    private void glanceAtChildrenOf(long parent) {
        for (long child : proc.children(parent)) {
            if (known.contains(child) || children.size() >= MOST_CHILDREN && !children.containsKey(child)) {
                continue;
            }
            Passing passing = children.computeIfAbsent(child, unseen -> new Passing(parent));
            List<String> line = proc.commandLine(child);
            // Between fork and exec a child still has its parent's arguments.
            if (!line.isEmpty() && (passing.commandLine.isEmpty() || !line.equals(proc.commandLine(parent)))) {
                passing.commandLine = line;
            }
            closely(new At(child, child)).ifPresent(wait -> passing.wait = Optional.of(wait));
            if (parents.size() < MOST_PARENTS) {
                parents.add(child);
            }
        }
    }

    /** What a thread waits for at this moment, where that is more than time or a child. */
    private Optional<Wait> closely(At at) {
        Optional<String> name = proc.text(at.file("syscall"))
                .flatMap(SyscallParser::parse)
                .filter(SyscallParser.Position.InCall.class::isInstance)
                .flatMap(call -> calls.name(((SyscallParser.Position.InCall) call).number()));
        if (name.isEmpty() || DULL.contains(name.get()) || closeLooks >= CLOSE_LOOKS) {
            return Optional.empty();
        }
        closeLooks++;
        Scene here = scene();
        return proc.text(at.file("stat"))
                .flatMap(StatParser::parse)
                .map(stat -> new WaitReader(here).read(at, stat.state()))
                .filter(wait -> !(wait instanceof Wait.ForCpu) && !(wait instanceof Wait.Ended));
    }

    /**
     * What all close looks of one glance share. Who is a member or above stays true; what is open or locked, and what a process
     * is called, is another matter a few milliseconds later: attempts are short.
     */
    private Scene scene() {
        if (scene.isEmpty()) {
            List<Long> tree = first.processes().stream().map(ProcessFacts::pid).toList();
            scene = Optional.of(Scene.of(proc, calls, new Machine(proc), tree));
        } else if (isOld) {
            scene = scene.map(last -> last.later(new Machine(proc)));
        }
        isOld = false;
        return scene.get();
    }

    private OptionalLong failedConnections() {
        return sleepers.isEmpty()
                ? OptionalLong.empty()
                : CountersParser.failedConnections(
                        proc.text(sleepers.get(0).at.pid() + "/net/snmp").orElse(""));
    }

    /** What was seen so far. */
    public Interlude soFar(long now) {
        Map<String, Attempt> attempts = new HashMap<>(ownAttempts);
        children.forEach((pid, child) -> {
            Attempt one = new Attempt(watcher(child), child.commandLine, child.wait, 1);
            attempts.merge(
                    watcher(child) + " " + child.commandLine,
                    one,
                    (before, more) -> new Attempt(
                            before.pid(), before.commandLine(), before.what().or(more::what), before.times() + 1));
        });
        return new Interlude(
                Duration.ofNanos(Math.max(0, now - first.takenAtNanos())), glances, List.copyOf(attempts.values()));
    }

    /** The member of the first snapshot that a passing process descends from. */
    private long watcher(Passing child) {
        long parent = child.parent;
        for (int depth = 0; depth < MOST_PARENTS && children.containsKey(parent); depth++) {
            parent = children.get(parent).parent;
        }
        return parent;
    }
}
