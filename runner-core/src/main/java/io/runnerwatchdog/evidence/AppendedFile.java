package io.runnerwatchdog.evidence;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file that this and other processes append whole lines to. Not thread-safe.
 *
 * <p>Each line is one write in append mode, which the kernel keeps apart from those of other processes. A plain output
 * stream is used and no channel: a channel is closed when its thread is interrupted, with the line half gone.
 *
 * <p>Before each write the file is looked at by its name: if somebody renamed, deleted or replaced it, it is opened
 * anew; if it does not end with the end of a line, which is the mark of a writer that died or of a disk that was full,
 * the line is written behind an end of its own. Where another process was just at its write this leaves an empty line,
 * which readers skip.
 *
 * <p>It must be a regular file and no symbolic link: in a directory that others can write to, a link would let them
 * choose which file of ours is written into, and a named pipe would let them hold us up for good. The directory itself
 * may be a link.
 */
final class AppendedFile implements AutoCloseable {
    private static final int OPEN_ATTEMPTS = 5;

    private final Path file;
    private final SharedLock lock;
    private boolean reopened;
    private Optional<Open> open = Optional.empty();

    /**
     * A file that is open.
     *
     * @param identity what the file system calls it; null where it has no such name
     */
    private record Open(FileOutputStream out, @Nullable Object identity) {}

    /** The size after our last write; empty where we do not know what we left there. */
    private OptionalLong sizeLeft = OptionalLong.empty();

    AppendedFile(Path file, SharedLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Appends a line that ends with {@code \n}. After an exception none, some or all of it may be in the file. */
    void append(byte[] line) throws IOException {
        if (reopened) {
            // Who removed or replaced the one may have done so with the other. Not while we hold it.
            lock.reopenIfMoved();
            reopened = false;
        }
        // Guards against a rename between the look at the name and the write: the line would land in a sealed file.
        try (SharedLock.Hold writing = lock.forWriting()) {
            write(line);
        }
    }

    /** Waits until what was appended is on the disk. */
    void force() throws IOException {
        if (open.isPresent()) {
            open.get().out().getFD().sync();
        }
    }

    private void write(byte[] line) throws IOException {
        BasicFileAttributes before = openIfMoved();
        byte[] bytes = endsInMidLine(before.size()) ? behindNewLine(line) : line;
        sizeLeft = OptionalLong.empty();
        try {
            open.orElseThrow().out().write(bytes);
        } catch (IOException e) {
            close();
            throw e;
        }
        sizeLeft = OptionalLong.of(before.size() + bytes.length);
    }

    @Override
    public void close() {
        sizeLeft = OptionalLong.empty();
        Optional<Open> closing = open;
        open = Optional.empty();
        if (closing.isPresent()) {
            try {
                closing.get().out().close();
            } catch (IOException ignored) {
                // Nothing is buffered, so nothing is lost by this; the descriptor is gone either way.
            }
        }
    }

    private BasicFileAttributes openIfMoved() throws IOException {
        Optional<BasicFileAttributes> now = OwnerOnly.look(file);
        if (now.isPresent()
                && open.isPresent()
                && Objects.equals(now.get().fileKey(), open.get().identity())) {
            return now.get();
        }
        close();
        reopened = true;
        for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
            Optional<BasicFileAttributes> existing = OwnerOnly.look(file);
            BasicFileAttributes found = existing.isPresent() ? existing.get() : create();
            if (!found.isRegularFile()) {
                throw new IOException(file + " is no regular file, nothing is written to it");
            }
            FileOutputStream out = new FileOutputStream(file.toFile(), true);
            Optional<BasicFileAttributes> after = OwnerOnly.look(file);
            // Replaced while we opened it: we cannot tell which of the two we hold.
            if (after.isPresent() && Objects.equals(after.get().fileKey(), found.fileKey())) {
                open = Optional.of(new Open(out, found.fileKey()));
                return after.get();
            }
            out.close();
        }
        throw new IOException(file + " is replaced faster than it can be opened");
    }

    private NoSuchFileException gone() {
        return new NoSuchFileException(file.toString());
    }

    private BasicFileAttributes create() throws IOException {
        OwnerOnly.createDirectories(file.getParent());
        try {
            OwnerOnly.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Another writer was faster; its file is as good.
            return OwnerOnly.look(file).orElseThrow(this::gone);
        }
        return OwnerOnly.look(file).orElseThrow(this::gone);
    }

    private boolean endsInMidLine(long size) {
        if (size == 0 || (sizeLeft.isPresent() && sizeLeft.getAsLong() == size)) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(size - 1);
            return in.read() != '\n';
        } catch (IOException e) {
            // We cannot see: an empty line too many is better than two lines in one.
            return true;
        }
    }

    private static byte[] behindNewLine(byte[] line) {
        byte[] bytes = new byte[line.length + 1];
        bytes[0] = '\n';
        System.arraycopy(line, 0, bytes, 1, line.length);
        return bytes;
    }
}
