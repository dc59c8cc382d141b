package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What waiting on a descriptor means, by what the kernel calls it. For one look at a tree; not thread-safe. */
final class Descriptors {
    private static final String SOCKET = "socket:[";
    private static final String ANONYMOUS = "anon_inode:";
    private static final int DEEPEST_NESTING = 3;

    private final ProcFs proc;

    /** The tables are slow to read (a millisecond each) and the same for all processes of a network namespace. */
    private final Map<String, Map<Long, SocketFacts>> socketsByNamespace = new HashMap<>();

    Descriptors(ProcFs proc) {
        this.proc = proc;
    }

    /** A blocking call on one descriptor. */
    Wait blockingCall(String call, long pid, int fd, boolean writing, boolean uninterruptible) {
        Optional<String> link = proc.link(pid + "/fd/" + fd);
        if (link.isEmpty()) {
            return new Wait.Unknown(call + " on descriptor " + fd);
        }
        String target = link.get();
        if (target.startsWith(SOCKET)) {
            return new Wait.OnSocket(call, fd, socket(pid, inode(target)));
        }
        if (target.startsWith("pipe:")) {
            return new Wait.OnPipe(call, fd, target, writing);
        }
        if (isTerminal(target)) {
            return new Wait.OnTerminal(call, target);
        }
        if (target.startsWith(ANONYMOUS)) {
            return anonymous(call, pid, fd, target);
        }
        return new Wait.OnFile(call, target, uninterruptible);
    }

    /** One descriptor of several that a thread polls; empty where it only serves to wake the thread up. */
    Optional<Wait> polled(String call, long pid, int fd) {
        return polled(call, pid, fd, 0);
    }

    private Optional<Wait> polled(String call, long pid, int fd, int depth) {
        Optional<String> link = proc.link(pid + "/fd/" + fd);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        String target = link.get();
        if (target.startsWith(ANONYMOUS)) {
            if (target.contains("eventpoll") && depth < DEEPEST_NESTING) {
                List<Wait> inner = watchedBy(call, pid, fd, depth + 1);
                return inner.isEmpty() ? Optional.empty() : Optional.of(new Wait.OnEvents(call, inner, false));
            }
            return target.contains("pidfd") ? Optional.of(anonymous(call, pid, fd, target)) : Optional.empty();
        }
        return Optional.of(blockingCall(call, pid, fd, false, false));
    }

    /** What an epoll instance watches. */
    List<Wait> watchedBy(String call, long pid, int epoll) {
        return watchedBy(call, pid, epoll, 0);
    }

    private List<Wait> watchedBy(String call, long pid, int epoll, int depth) {
        List<Wait> waits = new ArrayList<>();
        for (int fd : FdInfoParser.watched(proc.text(pid + "/fdinfo/" + epoll).orElse(""))) {
            polled(call, pid, fd, depth).ifPresent(waits::add);
        }
        return waits;
    }

    private Wait anonymous(String call, long pid, int fd, String target) {
        if (target.contains("pidfd")) {
            OptionalLong child =
                    FdInfoParser.process(proc.text(pid + "/fdinfo/" + fd).orElse(""));
            return new Wait.OnChild(call, child);
        }
        if (target.contains("eventfd")) {
            return new Wait.OnFutex(call + " of an eventfd", false, OptionalLong.empty());
        }
        return target.contains("timerfd")
                ? new Wait.OnTimer(call + " of a timerfd")
                : new Wait.OnEvents(call + " of " + target, List.of(), false);
    }

    /** The socket of an inode; without an address where the tables do not show it. */
    SocketFacts socket(long pid, long inode) {
        String namespace = proc.link(pid + "/ns/net").orElse("pid " + pid);
        SocketFacts facts = socketsByNamespace
                .computeIfAbsent(namespace, unread -> readTables(pid))
                .get(inode);
        return facts == null ? new SocketFacts("socket", "", "", "", 0, 0, 0) : facts;
    }

    private Map<Long, SocketFacts> readTables(long pid) {
        Map<Long, SocketFacts> sockets = new HashMap<>();
        for (String protocol : List.of("tcp", "udp")) {
            for (String table : List.of(protocol, protocol + "6")) {
                proc.text(pid + "/net/" + table).ifPresent(text -> sockets.putAll(NetParser.inet(protocol, text)));
            }
        }
        proc.text(pid + "/net/unix").ifPresent(text -> sockets.putAll(NetParser.unix(text)));
        return sockets;
    }

    private static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    /** The number in {@code socket:[4711]}. */
    static long inode(String target) {
        int open = target.indexOf('[');
        int close = target.indexOf(']');
        return open < 0 || close < open
                ? 0
                : Numbers.parse(target.substring(open + 1, close)).orElse(0);
    }
}
