package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets the writers of one evidence file, in this and in other processes, and whoever rotates it stay out of each other's
 * way. Not thread-safe; each log has its own.
 *
 * <p>It is a file of which byte ranges are locked, see fcntl(2): each writer locks one byte of its own while it writes, so
 * writers never wait for each other; who renames the file locks all of them; who works on the rotated files locks the
 * first byte, which no writer has. The system lets go of the locks of a process that dies.
 *
 * <p>Every wait is short, and nobody is stopped by not getting in: a line that is written without the lock may at worst
 * land in a file that was just put aside. Within one process the system drops the locks of all logs on one file when one
 * of them closes it; the same holds for that moment.
 */
final class SharedLock implements AutoCloseable {
    /** Between two tries, in nanoseconds; with what the system adds about a tenth of a millisecond. */
    private static final long STEP = 50_000;

    /** A rename takes microseconds. */
    private static final int WRITER_TRIES = 5000;

    private static final int RENAMING_TRIES = 2000;
    private static final long TIDIER = 0;
    private static final long FIRST_WRITER = 1;

    private final Path file;
    private final long ownByte = ThreadLocalRandom.current().nextLong(FIRST_WRITER, Long.MAX_VALUE / 2);
    private Optional<FileChannel> open = Optional.empty();
    private @Nullable Object identity;

    /** A lock that is held, or the leave to go on without one. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    SharedLock(Path file) {
        this.file = file;
    }

    /** For the time of one write. */
    Hold forWriting() {
        return held(ownByte, 1, WRITER_TRIES).orElse(() -> {});
    }

    /** For the time of a rename, with all writers kept out; empty where they cannot be. */
    Optional<Hold> forRenaming() {
        reopenIfMoved();
        return held(FIRST_WRITER, Long.MAX_VALUE - FIRST_WRITER, RENAMING_TRIES);
    }

    /** For work on the files that were put aside; empty where somebody else is at it. */
    Optional<Hold> forTidying() {
        return held(TIDIER, 1, 1);
    }

    private Optional<Hold> held(long position, long size, int tries) {
        for (int tried = 0; tried < tries; tried++) {
            if (tried > 0) {
                LockSupport.parkNanos(this, STEP);
            }
            try {
                FileLock lock = channel().tryLock(position, size, false);
                if (lock != null) {
                    return Optional.of(() -> release(lock));
                }
            } catch (OverlappingFileLockException otherLogOfThisProcess) {
                // As busy as if it were another process.
            } catch (IOException | UnsupportedOperationException noLocksHere) {
                close();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException closedMeanwhile) {
            // With the channel closed the lock is gone as well.
            return;
        }
    }

    private FileChannel channel() throws IOException {
        if (open.isEmpty() || !open.get().isOpen()) {
            OwnerOnly.createDirectories(file.getParent());
            open = Optional.of(FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    OwnerOnly.fileAttributes(file)));
            identity = OwnerOnly.look(file).map(BasicFileAttributes::fileKey).orElse(null);
        }
        return open.get();
    }

    /** Somebody may have deleted the file: those who opened it before and those who come later would not meet. */
    void reopenIfMoved() {
        try {
            Optional<BasicFileAttributes> now = OwnerOnly.look(file);
            if (now.isEmpty() || !Objects.equals(now.get().fileKey(), identity)) {
                close();
            }
        } catch (IOException unseen) {
            close();
        }
    }

    @Override
    public void close() {
        Optional<FileChannel> closing = open;
        open = Optional.empty();
        if (closing.isPresent()) {
            try {
                closing.get().close();
            } catch (IOException ignored) {
                // Nothing was written to it; the descriptor is gone either way.
                return;
            }
        }
    }
}
