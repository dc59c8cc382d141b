package io.runnerwatchdog.internal.skip;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a host holds while it changes the state: a lock of the kernel on a file of its own. The kernel takes it back from a
 * process that dies, so it is never stale; and since the state itself is replaced by each change, it could not carry it.
 * Thread-safe.
 */
final class StateLock {
    /** 300 ms in all. Nobody holds it for longer than it takes to write a small file. */
    private static final int ATTEMPTS = 150;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path file;

    StateLock(Path file) {
        this.file = file;
    }

    /** What is done under the lock. */
    interface Work<T> {
        T get() throws SkipStateException;
    }

    /**
     * Does this work while nobody else on this machine does any. Whoever interrupts the thread does not cut it short; the
     * interrupt is kept for the caller.
     */
    <T> T holding(Work<T> work) throws SkipStateException {
        // Guards against a thread of this JVM that opens and closes the file while another holds the lock: the kernel
        // gives locks to processes, and takes them all back when the process closes the file, by whichever descriptor.
        // All watchdogs of a JVM must exclude each other first, even those of other class loaders: they share strings.
        synchronized (("io.runnerwatchdog " + realFile()).intern()) {
            FileChannel held = acquire();
            try {
                return work.get();
            } finally {
                close(held);
            }
        }
    }

    /** One name for one file, by whichever way its directory was reached. */
    private Path realFile() throws SkipStateException {
        try {
            return file.getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new SkipStateException(SkipTrouble.Kind.UNREADABLE, "the directory of " + file, e);
        }
    }

    private FileChannel acquire() throws SkipStateException {
        boolean interrupted = false;
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                // Where the flag is up, the channel is closed as soon as it is used, and no pause lasts.
                interrupted |= Thread.interrupted();
                Optional<FileChannel> held = tryOnce();
                if (held.isPresent()) {
                    return held.get();
                }
                LockSupport.parkNanos(PAUSE);
            }
        } catch (IOException e) {
            throw new SkipStateException(SkipTrouble.Kind.UNREADABLE, file + " cannot be locked", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new SkipStateException(SkipTrouble.Kind.BUSY, file + " was held by another process all the time");
    }

    private Optional<FileChannel> tryOnce() throws IOException {
        Optional<BasicFileAttributes> before = attributes();
        if (before.isEmpty()) {
            create();
            before = attributes();
        }
        if (before.isPresent() && !before.get().isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        boolean kept = false;
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            kept = channel.tryLock() != null && isStill(before);
        } catch (ClosedByInterruptException | OverlappingFileLockException again) {
            // Overlapping: the same file by another name, such as a second mount.
            kept = false;
        } finally {
            if (!kept) {
                channel.close();
            }
        }
        return kept ? Optional.of(channel) : Optional.empty();
    }

    /** Guards against a file that somebody deleted after we opened it: the next one to come would lock another. */
    private boolean isStill(Optional<BasicFileAttributes> before) throws IOException {
        Optional<BasicFileAttributes> now = attributes();
        return now.isPresent()
                && before.isPresent()
                && Objects.equals(now.get().fileKey(), before.get().fileKey());
    }

    private Optional<BasicFileAttributes> attributes() throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private void create() throws IOException {
        try {
            Files.createFile(file, OwnerOnly.file(file));
        } catch (FileAlreadyExistsException another) {
            // Another host was faster; its file is as good.
            return;
        }
    }

    private static void close(FileChannel held) {
        try {
            held.close();
        } catch (IOException ignored) {
            // The descriptor is gone either way, and the lock with it.
            return;
        }
    }
}
