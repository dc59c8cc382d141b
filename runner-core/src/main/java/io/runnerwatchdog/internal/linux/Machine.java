package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.MountFacts;
import io.runnerwatchdog.observe.Pressure;
import io.runnerwatchdog.observe.SocketFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What concerns more than one process at one moment: open files, sockets, locks, mounts. Each is read when it is first asked
 * for and then kept, so that trees which are looked at in the same moment share it. Thread-safe.
 */
final class Machine {
    private static final int LONGEST_TITLE = 200;

    private final ProcFs proc;
    private final Map<String, SocketTables> sockets = new ConcurrentHashMap<>();
    private final Map<String, Map<Long, MountsParser.Mount>> mounts = new ConcurrentHashMap<>();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private volatile OpenFiles openFiles;
    private volatile List<LocksParser.Lock> locks;

    Machine(ProcFs proc) {
        this.proc = proc;
    }

    OpenFiles openFiles() {
        if (openFiles == null) {
            // One scan for all who ask at once: it is the dearest of all looks.
            synchronized (this) {
                if (openFiles == null) {
                    openFiles = new OpenFiles(proc);
                }
            }
        }
        return openFiles;
    }

    List<LocksParser.Lock> locks() {
        if (locks == null) {
            locks = LocksParser.parse(proc.text("locks").orElse(""));
        }
        return locks;
    }

    /** A socket in the network namespace of a process; empty where the kernel's tables do not show it. */
    Optional<SocketFacts> socket(long pid, long inode) {
        return sockets(pid).find(pid, inode);
    }

    /** The same, where only a unix socket is of interest. */
    Optional<SocketFacts> unixSocket(long pid, long inode) {
        return sockets(pid).findUnix(pid, inode);
    }

    private SocketTables sockets(long pid) {
        String namespace = proc.link(pid + "/ns/net").orElse("pid " + pid);
        return sockets.computeIfAbsent(namespace, unseen -> new SocketTables(proc));
    }

    /** The mounts that a process sees, by number. */
    Map<Long, MountsParser.Mount> mounts(long pid) {
        String namespace = proc.link(pid + "/ns/mnt").orElse("pid " + pid);
        return mounts.computeIfAbsent(
                namespace,
                unread -> MountsParser.parse(proc.text(pid + "/mountinfo").orElse("")));
    }

    /** The mount of an open file. */
    Optional<MountsParser.Mount> mountOf(long pid, int fd) {
        return FdInfoParser.mount(proc.text(pid + "/fdinfo/" + fd).orElse("")).stream()
                .boxed()
                .flatMap(id -> Optional.ofNullable(mounts(pid).get(id)).stream())
                .findFirst();
    }

    /** The mount of a path, by its text. */
    Optional<MountFacts> mountOf(long pid, String path) {
        return path.startsWith("/") ? MountsParser.of(mounts(pid), path) : Optional.empty();
    }

    /** The short name of a process; a question mark where it has gone. */
    String name(long pid) {
        return names.computeIfAbsent(
                pid, unread -> proc.process(pid).map(ProcStat::name).orElse("?"));
    }

    /** What a process shows as its arguments, cut short; its name where it shows none. */
    String title(long pid) {
        String title = String.join(" ", proc.commandLine(pid)).strip();
        return title.isEmpty() ? name(pid) : title.substring(0, Math.min(LONGEST_TITLE, title.length()));
    }

    /** Processes that have the other end of a connection on this machine. */
    List<Long> peersOf(long pid, SocketFacts socket) {
        List<Long> peers = new ArrayList<>();
        if (socket.local().isEmpty() || socket.remote().isEmpty()) {
            return peers;
        }
        for (long inode : sockets(pid).peersOf(pid, socket)) {
            openFiles().of("socket:[" + inode + "]").forEach(use -> peers.add(use.pid()));
        }
        return peers.stream().distinct().toList();
    }

    /** How short of resources the machine is; empty where the kernel does not tell. */
    Optional<Pressure> pressure() {
        return proc.text("pressure/cpu")
                .map(cpu -> new Pressure(
                        CountersParser.pressure(cpu),
                        CountersParser.pressure(proc.text("pressure/io").orElse("")),
                        CountersParser.pressure(proc.text("pressure/memory").orElse(""))));
    }
}
