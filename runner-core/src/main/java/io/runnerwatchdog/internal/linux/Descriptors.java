package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.OpenFiles.Use;
import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.observe.MountFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What waiting on a descriptor means, by what the kernel calls it, and who is at its other end. For one look at a tree. */
final class Descriptors {
    static final String SOCKET = "socket:[";
    private static final String PIPE = "pipe:[";
    private static final String ANONYMOUS = "anon_inode:";
    private static final String TERMINALS = "/dev/pts/";
    private static final int DEEPEST_NESTING = 3;
    private static final int LONGEST_ROW = 64;

    private final Scene scene;

    Descriptors(Scene scene) {
        this.scene = scene;
    }

    /** A blocking call on one descriptor. */
    Wait blockingCall(String call, At at, int fd, boolean writing, boolean uninterruptible) {
        Optional<String> link = scene.proc().link(at.fd(fd));
        if (link.isEmpty()) {
            return new Wait.Unknown(call + " on descriptor " + fd);
        }
        String target = link.get();
        if (target.startsWith(SOCKET)) {
            return onSocket(call, at, fd, target);
        }
        if (target.startsWith(PIPE)) {
            return onPipe(call, at, fd, target, writing);
        }
        if (target.endsWith("/ptmx")) {
            return onTerminalMaster(call, at, fd);
        }
        if (isTerminal(target)) {
            return new Wait.OnTerminal(call, target, writing);
        }
        if (target.startsWith(ANONYMOUS)) {
            return anonymous(call, at, fd, target);
        }
        Optional<MountFacts> mount = scene.machine().mountOf(at.tid(), fd).map(MountsParser.Mount::facts);
        return new Wait.OnFile(call, target, uninterruptible, mount);
    }

    /** One descriptor of several that a thread polls; empty where it only serves to wake the thread up. */
    Optional<Wait> polled(String call, At at, int fd, boolean reading) {
        return polled(call, at, fd, reading, 0);
    }

    private Optional<Wait> polled(String call, At at, int fd, boolean reading, int depth) {
        Optional<String> link = scene.proc().link(at.fd(fd));
        if (link.isEmpty()) {
            return Optional.empty();
        }
        String target = link.get();
        if (target.startsWith(ANONYMOUS)) {
            if (target.contains("eventpoll") && depth < DEEPEST_NESTING) {
                List<Wait> inner = watchedBy(call, at, fd, depth + 1);
                return inner.isEmpty() ? Optional.empty() : Optional.of(new Wait.OnEvents(call, inner, false));
            }
            boolean tells = target.contains("pidfd") || target.contains("inotify");
            return tells ? Optional.of(anonymous(call, at, fd, target)) : Optional.empty();
        }
        if (target.startsWith(SOCKET) && isOwnPair(at, target)) {
            return Optional.empty();
        }
        if (target.startsWith(PIPE)) {
            if (reading && !FdInfoParser.reads(scene.fdInfo(at, fd))) {
                // Its own output: it wants to hear when the reader goes away.
                return Optional.empty();
            }
            Wait.OnPipe pipe = onPipe(call, at, fd, target, !reading);
            // Both ends in one process: its threads or signal handlers wake it up through that.
            return pipe.toItself() && pipe.others().isEmpty() ? Optional.empty() : Optional.of(pipe);
        }
        if (target.startsWith("/") && !target.endsWith("/ptmx") && !isTerminal(target)) {
            // Files of a disk are always ready; what is left is a named pipe, or a device such as /dev/null.
            return target.startsWith("/dev/") ? Optional.empty() : Optional.of(onPipe(call, at, fd, target, !reading));
        }
        if (isTerminal(target) && !reading) {
            return Optional.empty();
        }
        return Optional.of(blockingCall(call, at, fd, !reading, false));
    }

    /** What an epoll instance watches. */
    List<Wait> watchedBy(String call, At at, int epoll) {
        return watchedBy(call, at, epoll, 0);
    }

    private List<Wait> watchedBy(String call, At at, int epoll, int depth) {
        List<Wait> waits = new ArrayList<>();
        for (FdInfoParser.Watched watched : FdInfoParser.watched(scene.fdInfo(at, epoll))) {
            if (watched.fd() != epoll) {
                polled(call, at, watched.fd(), watched.reading(), depth).ifPresent(waits::add);
            }
        }
        return waits;
    }

    /** A pipe by its name: with a number for one without a name, with its path for one in the file system. */
    Wait.OnPipe onPipe(String call, At at, int fd, String name, boolean writing) {
        boolean toItself = false;
        List<Long> others = new ArrayList<>();
        for (Use use : scene.machine().openFiles().of(name)) {
            String info = scene.proc().text(use.pid() + "/fdinfo/" + use.fd()).orElse("");
            if (writing ? FdInfoParser.reads(info) : FdInfoParser.writes(info)) {
                toItself |= use.pid() == at.pid();
                others.add(use.pid());
            }
        }
        others.removeIf(pid -> pid == at.pid());
        List<Party> parties = scene.kin().parties(others);
        return new Wait.OnPipe(call, fd, name, writing, writing ? parties : fromAbove(name, parties), toItself);
    }

    /** What the watching program could read as well, it has handed down: whoever writes that stands above the tree. */
    private List<Party> fromAbove(String name, List<Party> writers) {
        if (!scene.machine().openFiles().has(ProcessHandle.current().pid(), name)) {
            return writers;
        }
        return writers.stream()
                .map(party -> party.isMember()
                        ? party
                        : new Party(party.pid(), party.name(), party.title(), Party.Standing.ABOVE))
                .toList();
    }

    private Wait onSocket(String call, At at, int fd, String target) {
        SocketFacts socket = socket(at, inode(target));
        List<Long> peers = new ArrayList<>(scene.machine().peersOf(at.tid(), socket));
        if (socket.protocol().equals("unix") && socket.local().isEmpty()) {
            peers.addAll(pairOf(at, target));
        }
        peers.removeIf(pid -> pid == at.pid());
        return new Wait.OnSocket(call, fd, socket, scene.kin().parties(peers));
    }

    /**
     * Who has the other socket of a pair: the two get neighbouring inodes, the lower one an even step away from where a row of
     * such sockets begins. Which sockets belong together the kernel does not tell.
     */
    private List<Long> pairOf(At at, String target) {
        long inode = inode(target);
        long first = inode;
        while (inode - first < LONGEST_ROW && isUnnamed(at, first - 1)) {
            first--;
        }
        long partner = (inode - first) % 2 == 0 ? inode + 1 : inode - 1;
        return isUnnamed(at, partner)
                ? scene.machine().openFiles().of(SOCKET + partner + "]").stream()
                        .map(Use::pid)
                        .toList()
                : List.of();
    }

    private boolean isUnnamed(At at, long inode) {
        return scene.machine()
                .unixSocket(at.tid(), inode)
                .filter(other -> other.local().isEmpty())
                .isPresent();
    }

    /** Both sockets of a pair in one process: threads wake each other through it. */
    private boolean isOwnPair(At at, String target) {
        SocketFacts socket = socket(at, inode(target));
        return socket.protocol().equals("unix")
                && socket.local().isEmpty()
                && pairOf(at, target).stream().distinct().toList().equals(List.of(at.pid()));
    }

    private Wait onTerminalMaster(String call, At at, int fd) {
        OptionalLong index = FdInfoParser.terminal(scene.fdInfo(at, fd));
        String terminal = index.isPresent() ? TERMINALS + index.getAsLong() : "a terminal";
        List<Long> users = scene.machine().openFiles().of(terminal).stream()
                .map(Use::pid)
                .filter(pid -> pid != at.pid())
                .toList();
        List<Party> parties = scene.kin().parties(users);
        return new Wait.OnTerminalMaster(call, terminal, parties);
    }

    private Wait anonymous(String call, At at, int fd, String target) {
        if (target.contains("pidfd")) {
            return new Wait.OnChild(call, FdInfoParser.process(scene.fdInfo(at, fd)));
        }
        if (target.contains("eventfd")) {
            return new Wait.OnFutex(call + " of an eventfd", Wait.OnFutex.Kind.SIGNAL, false, Optional.empty());
        }
        if (target.contains("inotify")) {
            return new Wait.OnFileChange(call);
        }
        return target.contains("timerfd")
                ? new Wait.OnTimer(call + " of a timerfd")
                : new Wait.OnEvents(call + " of " + target, List.of(), false);
    }

    /** The socket of an inode; without an address where the tables do not show it. */
    private SocketFacts socket(At at, long inode) {
        return scene.machine().socket(at.tid(), inode).orElse(new SocketFacts("socket", "", "", "", 0, 0, 0));
    }

    static boolean isTerminal(String target) {
        return target.startsWith(TERMINALS) || target.startsWith("/dev/tty") || target.equals("/dev/console");
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
