package io.runnerwatchdog.evidence;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file that is open and grows: under its first name, or under the one that a rotation gave it. A compressed one is
 * whole already.
 */
final class FollowedFile implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final int OPEN_ATTEMPTS = 5;

    private final RandomAccessFile in;
    private final @Nullable Object identity;
    private final boolean compressed;
    /** What a compressed file holds, once its first block has been asked for. */
    private Optional<InputStream> unpacked = Optional.empty();

    private boolean damaged;
    private final byte[] block = new byte[BLOCK];
    private LineSplitter splitter = new LineSplitter();
    private long dropped;
    private long position;

    private FollowedFile(RandomAccessFile in, @Nullable Object identity, boolean compressed) {
        this.in = in;
        this.identity = identity;
        this.compressed = compressed;
    }

    /** The file that now has this name; empty where there is none. */
    static Optional<FollowedFile> open(Path path, boolean compressed) throws IOException {
        for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
            Optional<BasicFileAttributes> before = attributes(path);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Optional<RandomAccessFile> in = openForReading(path);
            Optional<BasicFileAttributes> after = attributes(path);
            Object identity = before.get().fileKey();
            if (in.isPresent()
                    && after.isPresent()
                    && Objects.equals(after.get().fileKey(), identity)) {
                return Optional.of(new FollowedFile(in.get(), identity, compressed));
            }
            // Replaced while we opened it: we cannot tell which of the two we hold.
            if (in.isPresent()) {
                in.get().close();
            }
        }
        return Optional.empty();
    }

    private static Optional<RandomAccessFile> openForReading(Path path) throws IOException {
        try {
            return Optional.of(new RandomAccessFile(path.toFile(), "r"));
        } catch (IOException e) {
            if (Files.exists(path)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Goes to the beginning of the line that the file ends in, so that it is read when it is whole. */
    void skipToEnd() throws IOException {
        long end = in.length();
        BackwardLines lines = new BackwardLines(in, end);
        boolean bounded = lines.previous().isPresent() && lines.lineEnd() == end;
        // A line that is too long is left out there, and need not be waited for here.
        position = bounded ? lines.lineStart() : end;
    }

    /** Whether it is the file that has this name. */
    boolean is(Path path) throws IOException {
        Optional<BasicFileAttributes> now = attributes(path);
        return now.isPresent() && Objects.equals(now.get().fileKey(), identity);
    }

    /** Whether another file has this one's name now. A name that is gone for the moment is not another file. */
    boolean replacedAt(Path path) throws IOException {
        Optional<BasicFileAttributes> now = attributes(path);
        return now.isPresent() && !Objects.equals(now.get().fileKey(), identity);
    }

    /** Reads one block of what is new; false where nothing is. */
    boolean read(RecordCollector records) throws IOException {
        if (compressed) {
            return !damaged && readUnpacked(records);
        }
        if (in.length() < position) {
            // Truncated: what follows is new, and what was read of a last line will never be whole.
            abandon(records);
            position = 0;
        }
        in.seek(position);
        int length = in.read(block);
        if (length <= 0) {
            return false;
        }
        position += length;
        splitter.feed(block, length, records::line);
        return true;
    }

    /** What cannot be unpacked is given up, or nothing that was written since would ever be read. */
    private boolean readUnpacked(RecordCollector records) throws IOException {
        try {
            if (unpacked.isEmpty()) {
                unpacked = Optional.of(new GZIPInputStream(new FileInputStream(in.getFD()), BLOCK));
            }
            int length = unpacked.get().read(block);
            if (length > 0) {
                splitter.feed(block, length, records::line);
            }
            return length > 0;
        } catch (ZipException | EOFException broken) {
            damaged = true;
            dropped++;
            return false;
        }
    }

    /** Gives up the unfinished last line; it counts as torn unless it was whole but for its end. */
    void abandon(RecordCollector records) {
        splitter.finish(records::line);
        dropped += splitter.dropped();
        splitter = new LineSplitter();
    }

    long tooLong() {
        return dropped + splitter.dropped();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
