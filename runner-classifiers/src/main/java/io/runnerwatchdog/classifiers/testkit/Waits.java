package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.observe.MountFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One wait or more of each kind, with nobody at the other end and with somebody. */
final class Waits {
    private static final Party MEMBER = new Party(100, "sh", Standing.MEMBER);
    private static final Party ABOVE = new Party(2, "java", Standing.ABOVE);
    private static final Party OUTSIDE = new Party(3, "daemon", "daemon: waiting", Standing.OUTSIDE);

    /** All of them, and some polled together. */
    static final List<Wait> ALL = all();

    private Waits() {}

    static Wait tcp(String state, Party... peers) {
        return new Wait.OnSocket(
                "recvfrom",
                3,
                new SocketFacts("tcp", "10.0.0.2:40000", "10.0.0.1:443", state, 0, 0, 0),
                List.of(peers));
    }

    private static List<Wait> all() {
        List<Wait> waits = new ArrayList<>(simple());
        waits.add(new Wait.OnEvents("poll", List.of(), true));
        waits.add(new Wait.OnEvents("epoll_wait", simple(), false));
        Wait nested = new Wait.OnTimer("nanosleep");
        for (int i = 0; i < 10; i++) {
            nested = new Wait.OnEvents("poll", List.of(nested), false);
        }
        waits.add(nested);
        return List.copyOf(waits);
    }

    private static List<Wait> simple() {
        return List.of(
                tcp("ESTABLISHED"),
                tcp("ESTABLISHED", OUTSIDE),
                tcp("LISTEN"),
                new Wait.OnSocket("connect", -1, new SocketFacts("", "", "", "", -1, -1, -1), List.of()),
                new Wait.OnPipe("read", 0, "pipe:[7]", false, List.of(ABOVE), false),
                new Wait.OnPipe("write", 1, "pipe:[8]", true, List.of(MEMBER), true),
                new Wait.OnPipe("read", 5, "/run/fifo", false, List.of(), false),
                new Wait.OnFileLock("flock", "/run/lock/x", List.of(OUTSIDE)),
                new Wait.OnFileLock("fcntl", "", List.of()),
                new Wait.OnFutex(
                        "futex", Wait.OnFutex.Kind.LOCK, false, Optional.of(new Wait.OnFutex.Owner(MEMBER, 101))),
                new Wait.OnFutex("futex", Wait.OnFutex.Kind.JOIN, true, Optional.empty()),
                new Wait.OnFutex("futex", Wait.OnFutex.Kind.SIGNAL, false, Optional.empty()),
                new Wait.OnChild("wait4", OptionalLong.of(4)),
                new Wait.OnChild("wait4", OptionalLong.empty()),
                new Wait.OnFile("read", "/mnt/x", true, Optional.of(new MountFacts("nfs4", "host:/x", "/mnt"))),
                new Wait.OnFile("openat", "", false, Optional.empty()),
                new Wait.OnNamedPipe(""),
                new Wait.OnTerminal("read", "/dev/pts/0"),
                new Wait.OnTerminal("write", "/dev/pts/0", true),
                new Wait.OnTerminalMaster("read", "/dev/pts/1", List.of(MEMBER)),
                new Wait.OnTimer("clock_nanosleep"),
                new Wait.OnSignal("pause"),
                new Wait.OnFileChange("read"),
                new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty()),
                new Wait.Halted(Wait.Halted.Kind.TRACED, Optional.of(OUTSIDE)),
                new Wait.ForCpu(),
                new Wait.Ended(),
                new Wait.Unknown(""));
    }
}
