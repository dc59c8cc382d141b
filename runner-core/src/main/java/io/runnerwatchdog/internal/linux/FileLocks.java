package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.LocksParser.Lock;
import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.observe.Contention;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The kernel's file locks: who holds the one that a thread waits for, and which files of a process others have locked. */
final class FileLocks {
    private static final int MOST_FILES = 128;

    private final Scene scene;

    FileLocks(Scene scene) {
        this.scene = scene;
    }

    /** The wait of a thread for the lock on its descriptor. */
    Wait waitedFor(String call, At at, int fd) {
        OptionalLong inode = FdInfoParser.inode(scene.fdInfo(at, fd));
        String file = scene.proc().link(at.fd(fd)).orElse("a file");
        OptionalLong holder = LocksParser.holder(scene.machine().locks(), at.pid(), inode);
        List<Long> holders =
                holder.isPresent() && holder.getAsLong() != at.pid() ? List.of(holder.getAsLong()) : List.of();
        return new Wait.OnFileLock(call, file, scene.kin().parties(holders));
    }

    /**
     * Who can let go of it. A lock of flock(2) belongs to the open file, and the kernel names who took it, who may have ended:
     * whoever has that file open now, with the lock on it, holds it.
     */
    private List<Long> holders(At at, String file, OptionalLong named) {
        boolean alive =
                named.isPresent() && scene.proc().process(named.getAsLong()).isPresent();
        if (alive) {
            return named.getAsLong() == at.pid() ? List.of() : List.of(named.getAsLong());
        }
        return scene.machine().openFiles().of(file).stream()
                .filter(use -> use.pid() != at.pid())
                .filter(use -> scene.proc()
                        .text(use.pid() + "/fdinfo/" + use.fd())
                        .filter(info -> info.contains("\nlock:"))
                        .isPresent())
                .map(OpenFiles.Use::pid)
                .distinct()
                .toList();
    }

    /** The wait of a thread whose call cannot be read, by the kernel's list of those who wait. */
    Optional<Wait> listed(At at) {
        return LocksParser.waitedFor(scene.machine().locks(), at.pid())
                .map(lock -> new Wait.OnFileLock(
                        "lock",
                        fileOf(at, lock),
                        scene.kin()
                                .parties(
                                        LocksParser.holder(scene.machine().locks(), at.pid(), OptionalLong.empty())
                                                .stream()
                                                .boxed()
                                                .toList())));
    }

    private String fileOf(At at, Lock lock) {
        return scene.proc().openFiles(at.tid()).entrySet().stream()
                .filter(file -> isOn(at, file.getKey(), lock))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("a file");
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
                        .findFirst()
                        .ifPresent(lock -> contentions.add(new Contention(
                                file.getValue(), scene.kin().party(lock.pid().getAsLong())))));
        return contentions;
    }
}
