package io.runnerwatchdog.evidence;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one evidence file, or all of a directory, also while others write them. Thread-safe; holds no file open itself, what it opens says so.
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
    private static final int OPEN_ATTEMPTS = 5;
    /** By how much the clocks of several hosts may differ that write one file. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Path file;
    private final boolean rotatedToo;

    private EvidenceReader(Path file, boolean rotatedToo) {
        this.file = file;
        this.rotatedToo = rotatedToo;
    }

    /** A reader of this file. */
    public static EvidenceReader of(Path file) {
        return new EvidenceReader(Objects.requireNonNull(file, "file").toAbsolutePath(), false);
    }

    /**
     * A reader of all evidence in this directory: of the rotated files, compressed or not, the oldest first, and then of
     * the one that is written now. What is rotated during a pass is read once all the same.
     */
    public static EvidenceReader ofAll(Path directory) {
        return new EvidenceReader(
                Objects.requireNonNull(directory, "directory").toAbsolutePath().resolve(EvidenceLog.FILE_NAME), true);
    }

    /** All records, the oldest first, read as they are asked for. Close it. */
    public Stream<EvidenceRecord> records() throws IOException {
        return scan().stream();
    }

    /** As {@link #records()}, for those who want the count of torn lines. Close it. */
    public EvidenceScan scan() throws IOException {
        if (!rotatedToo) {
            return new EvidenceScan(open());
        }
        for (int attempt = 1; ; attempt++) {
            Optional<Object> before = identity(file);
            InputStream current = open();
            // Rotated while we opened it: we could not tell which of the rotated ones it is.
            if (before.equals(identity(file)) || attempt == OPEN_ATTEMPTS) {
                return new EvidenceScan(new OneAfterTheOther(directory(), rotatedBut(before), current));
            }
            current.close();
        }
    }

    /**
     * The lines as they stand, uncompressed, in parts that can be read side by side, by a thread each: each file in one or more,
     * the oldest first; lines are whole. For those who parse them in their own way. Close them all.
     *
     * @param notBefore rotated files that end more than a day earlier, as far as their manifest tells, are left out
     * @param partBytes about how long the parts are into which a file is cut; compressed ones are not
     */
    public List<InputStream> parts(Instant notBefore, long partBytes) throws IOException {
        if (partBytes < 1) {
            throw new IllegalArgumentException("partBytes must be > 0, was " + partBytes);
        }
        for (int attempt = 1; ; attempt++) {
            Optional<Object> before = identity(file);
            PartedFiles files = new PartedFiles(directory(), partBytes);
            try {
                List<InputStream> current = files.of(file);
                // Rotated while we opened it: its parts need not be of one file, nor do we know which it is now.
                if (before.equals(identity(file)) || attempt == OPEN_ATTEMPTS) {
                    List<InputStream> all = new ArrayList<>();
                    if (rotatedToo) {
                        all.addAll(files.of(rotatedBut(before), notBefore.minus(MARGIN)));
                    }
                    all.addAll(current);
                    return List.copyOf(all);
                }
            } catch (IOException | RuntimeException failed) {
                files.close();
                throw failed;
            }
            files.close();
        }
    }

    private RotatedFiles directory() {
        return new RotatedFiles(file.getParent());
    }

    /** What was rotated after it was opened is read there. */
    private List<RotatedName> rotatedBut(Optional<Object> opened) throws IOException {
        List<RotatedName> rotated = new ArrayList<>();
        for (RotatedName name : directory().contents()) {
            if (opened.isEmpty() || !opened.equals(identity(directory().path(name)))) {
                rotated.add(name);
            }
        }
        return rotated;
    }

    private static Optional<Object> identity(Path path) throws IOException {
        return OwnerOnly.look(path).map(BasicFileAttributes::fileKey);
    }

    private InputStream open() throws IOException {
        try {
            // No channel: that would be closed under us when the thread is interrupted.
            return Files.exists(file) ? new FileInputStream(file.toFile()) : InputStream.nullInputStream();
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return InputStream.nullInputStream();
        }
    }

    /**
     * The newest {@code count} records, the oldest of them first; reads no more of a file than that takes, compressed ones
     * aside.
     */
    public List<EvidenceRecord> last(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("count must be >= 0, was " + count);
        }
        Deque<EvidenceRecord> newest = new ArrayDeque<>();
        addLast(file, count, newest);
        if (rotatedToo) {
            RotatedFiles directory = directory();
            List<RotatedName> names = directory.contents();
            for (int i = names.size() - 1; i >= 0 && newest.size() < count; i--) {
                if (names.get(i).compressed()) {
                    addLastOfCompressed(directory.path(names.get(i)), count, newest);
                } else {
                    addLast(directory.path(names.get(i)), count, newest);
                }
            }
        }
        return List.copyOf(newest);
    }

    private static void addLast(Path file, int count, Deque<EvidenceRecord> newest) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            BackwardLines lines = new BackwardLines(in, in.length());
            Optional<String> line = Optional.of("");
            while (newest.size() < count && line.isPresent()) {
                line = lines.previous();
                line.flatMap(EvidenceRecord::parse).ifPresent(newest::addFirst);
            }
        } catch (EOFException e) {
            // Truncated while we read: what we have is still the newest of what was there.
            return;
        }
    }

    private static void addLastOfCompressed(Path file, int count, Deque<EvidenceRecord> newest) throws IOException {
        Deque<EvidenceRecord> own = new ArrayDeque<>();
        try (EvidenceScan scan = new EvidenceScan(Seal.open(file, true))) {
            while (scan.hasNext()) {
                own.addLast(scan.next());
                if (own.size() > count - newest.size()) {
                    own.removeFirst();
                }
            }
        }
        own.descendingIterator().forEachRemaining(newest::addFirst);
    }

    /**
     * Follows the file from its first record on; a reader of all evidence from the first record of the oldest rotated file
     * on. Opens it at the first poll.
     */
    public Follower follow() {
        return rotatedToo ? Follower.fromOldest(file) : Follower.fromBeginning(file);
    }

    /** Follows the file from its present end on: what is written after this call is new. */
    public Follower followFromEnd() throws IOException {
        return Follower.fromEnd(file);
    }
}
