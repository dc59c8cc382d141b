package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.LocksParser.Lock;
import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The kernel's file locks: who holds the one that a thread waits for, and which files of a process others have locked. */
final class FileLocks {
    private static final int MOST_FILES = 128;
    private static final String UNKNOWN = "a file";

    private final Scene scene;

    FileLocks(Scene scene) {
        this.scene = scene;
    }

    /** The wait of a thread for the lock on its descriptor. */
    Wait waitedFor(String call, At at, int fd) {
        OptionalLong inode = FdInfoParser.inode(scene.fdInfo(at, fd));
        String file = scene.proc().link(at.fd(fd)).orElse(UNKNOWN);
        OptionalLong named = LocksParser.holder(scene.machine().locks(), at.pid(), inode);
        return new Wait.OnFileLock(call, file, scene.kin().parties(holders(at, file, inode, named)));
    }

    /** The wait of a thread whose call cannot be read, by the kernel's list of those who wait. */
    Optional<Wait> listed(At at) {
        return LocksParser.waitedFor(scene.machine().locks(), at.pid()).map(lock -> {
            String file = fileOf(at, lock);
            OptionalLong inode = OptionalLong.of(lock.inode());
            OptionalLong named = LocksParser.holder(scene.machine().locks(), at.pid(), inode);
            return new Wait.OnFileLock("lock", file, scene.kin().parties(holders(at, file, inode, named)));
        });
    }

    /**
     * Who can let go of it, the waiter left out. A lock of flock(2) belongs to the open file, but the kernel names who took it:
     * after {@code exec 9>lock; flock 9} in a shell that is a program which has ended, and its number may be another's by now.
     * In a namespace of process numbers the kernel then names nobody at all.
     */
    private List<Long> holders(At at, String file, OptionalLong inode, OptionalLong named) {
        boolean alive =
                named.isPresent() && scene.proc().process(named.getAsLong()).isPresent();
        if (alive && hasLocked(named.getAsLong(), file, inode)) {
            return named.getAsLong() == at.pid() ? List.of() : List.of(named.getAsLong());
        }
        List<Long> seen = scene.machine().openFiles().of(file).stream()
                .filter(use -> use.pid() != at.pid())
                .filter(use -> isLocked(use.pid(), use.fd(), inode))
                .map(OpenFiles.Use::pid)
                .distinct()
                .toList();
        // Whose descriptors may not be listed, or who has the file under another name, is believed to hold it.
        boolean believed = seen.isEmpty() && alive && named.getAsLong() != at.pid();
        return believed ? List.of(named.getAsLong()) : seen;
    }

    private boolean hasLocked(long pid, String file, OptionalLong inode) {
        return scene.proc().openFiles(pid).entrySet().stream()
                .filter(open -> open.getValue().equals(file))
                .anyMatch(open -> isLocked(pid, open.getKey(), inode));
    }

    private boolean isLocked(long pid, int fd, OptionalLong inode) {
        String info = scene.proc().text(pid + "/fdinfo/" + fd).orElse("");
        OptionalLong own = FdInfoParser.inode(info);
        // Before Linux 5.14 no inode is told.
        boolean same = own.isEmpty() || inode.isEmpty() || own.equals(inode);
        return same && FdInfoParser.isLocked(info);
    }

    private String fileOf(At at, Lock lock) {
        return scene.proc().openFiles(at.tid()).entrySet().stream()
                .filter(file -> isOn(at, file.getKey(), lock))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private boolean isOn(At at, int fd, Lock lock) {
        OptionalLong inode = FdInfoParser.inode(scene.fdInfo(at, fd));
        return inode.isPresent()
                && lock.isOn(
                        inode.getAsLong(),
                        scene.machine()
                                .mountOf(at.tid(), fd)
                                .map(MountsParser.Mount::device)
                                .orElse(""));
    }

    /** Files that a process has open while another has a write lock on them. */
    List<Contention> contentions(long pid) {
        List<Lock> foreign = scene.machine().locks().stream()
                .filter(lock -> !lock.waits() && lock.writes() && lock.pid().isPresent())
                .filter(lock -> lock.pid().getAsLong() != pid)
                .toList();
        if (foreign.isEmpty()) {
            return List.of();
        }
        At at = new At(pid, pid);
        List<Contention> contentions = new ArrayList<>();
        scene.proc().openFiles(pid).entrySet().stream()
                .filter(file -> file.getValue().startsWith("/"))
                .limit(MOST_FILES)
                .forEach(file -> foreign.stream()
                        .filter(lock -> isOn(at, file.getKey(), lock))
                        // Who inherited the open file of flock(2) has the lock itself, whoever took it.
                        .filter(lock -> !isLocked(pid, file.getKey(), OptionalLong.of(lock.inode())))
                        .findFirst()
                        .ifPresent(lock ->
                                contentions.add(new Contention(file.getValue(), holder(at, file.getValue(), lock)))));
        return contentions;
    }

    private Party holder(At at, String file, Lock lock) {
        List<Long> holders = holders(at, file, OptionalLong.of(lock.inode()), lock.pid());
        return scene.kin().party(holders.isEmpty() ? lock.pid().getAsLong() : holders.get(0));
    }
}
