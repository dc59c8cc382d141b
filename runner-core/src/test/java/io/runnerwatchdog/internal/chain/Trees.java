package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Trees of processes made by hand, and the waits in them. */
final class Trees {
    static final long SECOND = 1_000_000_000;
    static final Wait ANY_CHILD = new Wait.OnChild("wait4", OptionalLong.empty());
    static final Wait SLEEP = new Wait.OnTimer("nanosleep");
    static final Wait SIGNAL = new Wait.OnFutex("futex", Wait.OnFutex.Kind.SIGNAL, false, Optional.empty());
    static final Wait IDLE_LOOP = new Wait.OnEvents("epoll_wait", List.of(), false);
    static final Wait SILENT_PEER = tcp("ESTABLISHED");
    static final Wait LISTENS = tcp("LISTEN");

    private Trees() {}

    static Wait tcp(String state, long... peers) {
        return new Wait.OnSocket(
                "recvfrom",
                3,
                new SocketFacts("tcp", "10.0.0.2:40000", "10.0.0.1:443", state, 0, 0, 0),
                members(peers));
    }

    static Wait unix(long... peers) {
        return new Wait.OnSocket("recvfrom", 3, new SocketFacts("unix", "", "", "CONNECTED", 0, 0, 0), members(peers));
    }

    static Wait reads(long... writers) {
        return new Wait.OnPipe("read", 5, "pipe:[7]", false, members(writers), false);
    }

    static Wait writes(long... readers) {
        return new Wait.OnPipe("write", 1, "pipe:[7]", true, members(readers), false);
    }

    static Wait flock(long... holders) {
        return new Wait.OnFileLock("flock", "/lock", members(holders));
    }

    static Wait mutexOf(long pid, long tid) {
        return futex(Wait.OnFutex.Kind.LOCK, pid, tid);
    }

    static Wait join(long pid, long tid) {
        return futex(Wait.OnFutex.Kind.JOIN, pid, tid);
    }

    private static Wait futex(Wait.OnFutex.Kind kind, long pid, long tid) {
        return new Wait.OnFutex(
                "futex", kind, false, Optional.of(new Wait.OnFutex.Owner(party(pid, Party.Standing.MEMBER), tid)));
    }

    static Wait polls(Wait... candidates) {
        return new Wait.OnEvents("poll", List.of(candidates), false);
    }

    static Party party(long pid, Party.Standing standing) {
        return new Party(pid, "p" + pid, standing);
    }

    static List<Party> members(long... pids) {
        return Arrays.stream(pids)
                .mapToObj(pid -> party(pid, Party.Standing.MEMBER))
                .toList();
    }

    /** A process whose first thread waits so. */
    static Member member(long pid, long parent, Wait wait) {
        return new Member(pid, parent).thread(pid, "p" + pid, wait);
    }

    static TreeSnapshot tree(Member... members) {
        return tree(0, members);
    }

    static TreeSnapshot tree(long seconds, Member... members) {
        return new TreeSnapshot(
                seconds * SECOND, Stream.of(members).map(Member::facts).toList());
    }

    static WaitChain chain(Member... members) {
        return WaitChains.of(Optional.empty(), tree(members));
    }

    /** The links as {@code pid/tid edge}, without the thread where it is the first. */
    static List<String> steps(WaitChain chain) {
        return chain.links().stream()
                .map(link -> link.process().pid()
                        + (link.tid() == link.process().pid() ? "" : "/" + link.tid())
                        + " " + link.via())
                .toList();
    }

    /** A process in the making. */
    static final class Member {
        private final long pid;
        private final long parent;
        private final List<ThreadFacts> threads = new ArrayList<>();
        private ProcessState state = ProcessState.SLEEPING;

        private Member(long pid, long parent) {
            this.pid = pid;
            this.parent = parent;
        }

        Member thread(long tid, String name, Wait wait) {
            return thread(tid, name, ProcessState.SLEEPING, CpuFacts.NONE, wait);
        }

        /** The latest thread has last run so long ago. */
        Member idle(long seconds) {
            ThreadFacts last = threads.remove(threads.size() - 1);
            CpuFacts cpu = new CpuFacts(0, 0, 1, "normal", 0, Optional.of(Duration.ofSeconds(seconds)));
            return thread(last.tid(), last.name(), last.state(), cpu, last.waitsFor());
        }

        /** The latest thread has had so much of the CPU so far. */
        Member ran(double seconds, long slices) {
            ThreadFacts last = threads.remove(threads.size() - 1);
            CpuFacts cpu = new CpuFacts(
                    (long) (seconds * SECOND),
                    0,
                    slices,
                    "normal",
                    0,
                    last.cpu().sinceRan());
            return thread(last.tid(), last.name(), last.state(), cpu, last.waitsFor());
        }

        /** The latest thread is in this state; with the first thread the process is as well. */
        Member in(ProcessState letter) {
            ThreadFacts last = threads.remove(threads.size() - 1);
            if (last.tid() == pid) {
                state = letter;
            }
            return thread(last.tid(), last.name(), letter, last.cpu(), last.waitsFor());
        }

        private Member thread(long tid, String name, ProcessState letter, CpuFacts cpu, Wait wait) {
            threads.add(new ThreadFacts(tid, name, letter, cpu, wait));
            return this;
        }

        ProcessFacts facts() {
            return new ProcessFacts(
                    new ProcessIdentity(pid, 100 * pid),
                    parent,
                    "p" + pid,
                    List.of("p" + pid),
                    state,
                    1,
                    1,
                    Duration.ZERO,
                    Duration.ZERO,
                    Optional.empty(),
                    0,
                    threads,
                    List.of(),
                    Optional.empty(),
                    List.of());
        }
    }
}
