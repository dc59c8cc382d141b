package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.StatusParser;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The two files by which one meets a JVM, in the {@code /tmp} that it sees: the socket that it listens on, and the mark
 * that makes it open the socket when a SIGQUIT comes. HotSpot takes no other directory, whatever {@code java.io.tmpdir}
 * says, but its own working directory, which is none of our business.
 *
 * <p>HotSpot wants the mark to belong to its own user or to root, and so do those who call. Versions of 8 that do not take
 * root's would refuse root's call as well, so the mark is never given away: {@code chown} in a directory of somebody else's
 * can be led astray.
 */
final class AttachPoint {
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final int TYPE_OF_FILE = 0170000;
    private static final int SOCKET = 0140000;

    /** What is at the place of the socket. */
    enum Seen {
        NOTHING,
        /** What the JVM listens on. */
        OPEN,
        /** Something else: of another user, of another process, or no socket. */
        FOREIGN
    }

    private final ProcFs proc;
    private final long pid;
    private final Path directory;
    private final String socketName;
    private final Path mark;

    private AttachPoint(ProcFs proc, long pid, Path directory, long innermostPid) {
        this.proc = proc;
        this.pid = pid;
        this.directory = directory;
        this.socketName = ".java_pid" + innermostPid;
        this.mark = directory.resolve(".attach_pid" + innermostPid);
    }

    /** That of a JVM; empty where its {@code /tmp} cannot be told, or could hold us up. */
    static Optional<AttachPoint> of(ProcFs proc, long pid) {
        long number =
                StatusParser.innermostPid(proc.text(pid + "/status").orElse("")).orElse(pid);
        return directory(proc, pid).map(directory -> new AttachPoint(proc, pid, directory, number));
    }

    private static Optional<Path> directory(ProcFs proc, long pid) {
        Optional<String> mounts = proc.link(pid + "/ns/mnt");
        Optional<String> root = proc.link(pid + "/root");
        // Unreadable for other users' processes, unless we are root; these would not listen to us anyway.
        if (mounts.isEmpty() || root.isEmpty()) {
            return Optional.empty();
        }
        if (mounts.equals(proc.link("self/ns/mnt")) && root.equals(proc.link("self/root"))) {
            return Optional.of(TEMPORARY);
        }
        if (!TemporaryMountParser.isLocal(proc.text(pid + "/mountinfo").orElse(""))) {
            return Optional.empty();
        }
        // A link would be followed to a place of ours.
        return Optional.of(proc.rootOf(pid).resolve("tmp"))
                .filter(directory -> Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS));
    }

    Path socket() {
        return directory.resolve(socketName);
    }

    Seen look() throws IOException {
        Map<String, Object> file;
        try {
            file = Files.readAttributes(socket(), "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException none) {
            return Seen.NOTHING;
        }
        boolean isSocket = (((Number) file.get("mode")).intValue() & TYPE_OF_FILE) == SOCKET;
        return isSocket && isOfItsUser((Number) file.get("uid")) && isListenedOn() ? Seen.OPEN : Seen.FOREIGN;
    }

    private boolean isOfItsUser(Number uid) {
        return uid.longValue() == 0 || uid.longValue() == proc.owner(pid).orElse(-1);
    }

    /**
     * Two containers that share a {@code /tmp} have JVMs of the same number: the socket of one is taken for that of the other
     * unless the kernel is asked. It knows the name that the socket was made under, before it was renamed.
     */
    private boolean isListenedOn() {
        String path = TEMPORARY.resolve(socketName).toString();
        return proc.listensOn(pid)
                .map(paths -> paths.contains(path) || paths.contains(path + ".tmp"))
                .orElse(true);
    }

    /** Makes the mark; false where there is one already. */
    boolean mark() throws IOException {
        try {
            Files.createFile(mark);
            return true;
        } catch (FileAlreadyExistsException others) {
            return false;
        }
    }

    void unmark() throws IOException {
        Files.deleteIfExists(mark);
    }
}
