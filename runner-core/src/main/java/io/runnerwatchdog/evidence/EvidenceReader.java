package io.runnerwatchdog.evidence;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one evidence file, also while others write it. Thread-safe; holds no file open itself, what it opens says so.
 *
 * <p>A file that is not there has no records: no step has left evidence yet. Lines that are no records are skipped and
 * counted.
 *
 * <pre>{@code
 * try (Stream<EvidenceRecord> records = EvidenceReader.of(file).records()) {
 *     long stalls = records.filter(EvidenceRecord::isStall).count();
 * }
 * }</pre>
 */
public final class EvidenceReader {
    private final Path file;

    private EvidenceReader(Path file) {
        this.file = file;
    }

    /** A reader of this file. */
    public static EvidenceReader of(Path file) {
        return new EvidenceReader(Objects.requireNonNull(file, "file").toAbsolutePath());
    }

    /** All records, the oldest first, read as they are asked for. Close it. */
    public Stream<EvidenceRecord> records() throws IOException {
        return scan().stream();
    }

    /** As {@link #records()}, for those who want the count of torn lines. Close it. */
    public EvidenceScan scan() throws IOException {
        return new EvidenceScan(Files.exists(file) ? open() : InputStream.nullInputStream());
    }

    private InputStream open() throws IOException {
        try {
            // No channel: that would be closed under us when the thread is interrupted.
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return InputStream.nullInputStream();
        }
    }

    /** The newest {@code count} records, the oldest of them first; reads no more of the file than that takes. */
    public List<EvidenceRecord> last(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("count must be >= 0, was " + count);
        }
        if (!Files.exists(file)) {
            return List.of();
        }
        Deque<EvidenceRecord> newest = new ArrayDeque<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            BackwardLines lines = new BackwardLines(in, in.length());
            Optional<String> line = Optional.of("");
            while (newest.size() < count && line.isPresent()) {
                line = lines.previous();
                line.flatMap(EvidenceRecord::parse).ifPresent(newest::addFirst);
            }
        } catch (EOFException e) {
            // Truncated while we read: what we have is still the newest of what was there.
            return List.copyOf(newest);
        }
        return List.copyOf(newest);
    }

    /** Follows the file from its first record on. Opens it at the first poll. */
    public Follower follow() {
        return new Follower(file, false);
    }

    /** Follows the file from its present end on. */
    public Follower followFromEnd() {
        return new Follower(file, true);
    }
}
