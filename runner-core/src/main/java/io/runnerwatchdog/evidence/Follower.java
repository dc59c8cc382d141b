package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is appended to an evidence file, also over its rotation and truncation. Not thread-safe; without threads
 * and clocks of its own: its owner polls, and closes it.
 *
 * <p>Only whole lines are handed out; half a line waits for the rest. A file that was renamed is read to its end, and
 * looked at once more at the next poll since a writer may have been late; a file that was rotated away twice between
 * two polls is missed, so poll more often than it rotates. A truncated file is read from its beginning; if it grew
 * beyond the old place before it was polled, that cannot be noticed.
 */
public final class Follower implements AutoCloseable {
    private static final int ENOUGH = 1000;

    private final Path path;
    private final RecordCollector records = new RecordCollector();
    private boolean skipToEnd;
    private Optional<FollowedFile> current = Optional.empty();
    private Optional<FollowedFile> rotatedAway = Optional.empty();
    private long tooLong;
    private boolean closed;

    Follower(Path path, boolean fromEnd) {
        this.path = path;
        skipToEnd = fromEnd;
    }

    /**
     * The records that are new since the last poll, the oldest first: about a thousand at most. Empty means that there
     * are no more now.
     */
    public List<EvidenceRecord> poll() throws IOException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        finishRotated();
        while (records.size() < ENOUGH && readOn()) {
            continue;
        }
        List<EvidenceRecord> polled = new ArrayList<>();
        for (Optional<EvidenceRecord> next = records.next(); next.isPresent(); next = records.next()) {
            polled.add(next.get());
        }
        return List.copyOf(polled);
    }

    /** The lines so far that are no records: torn by a writer that died, or never ours. */
    public long tornLines() {
        return records.torn()
                + tooLong
                + current.map(FollowedFile::tooLong).orElse(0L)
                + rotatedAway.map(FollowedFile::tooLong).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (rotatedAway.isPresent()) {
            rotatedAway.get().close();
        }
        if (current.isPresent()) {
            current.get().close();
        }
    }

    /** Reads a block or goes on to the next file; false where there is nothing to do. */
    private boolean readOn() throws IOException {
        if (current.isEmpty()) {
            current = FollowedFile.open(path);
            if (current.isPresent() && skipToEnd) {
                current.get().skipToEnd();
            }
            // A file that is created later is new from its first line on.
            skipToEnd = false;
            return current.isPresent();
        }
        FollowedFile file = current.get();
        if (file.read(records)) {
            return true;
        }
        if (!file.replacedAt(path)) {
            return false;
        }
        finishRotated();
        rotatedAway = current;
        current = Optional.empty();
        return true;
    }

    private void finishRotated() throws IOException {
        if (rotatedAway.isEmpty()) {
            return;
        }
        FollowedFile file = rotatedAway.get();
        while (file.read(records)) {
            continue;
        }
        file.abandon(records);
        tooLong += file.tooLong();
        rotatedAway = Optional.empty();
        file.close();
    }
}
