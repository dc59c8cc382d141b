package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is appended to an evidence file, also over its rotation and truncation. Not thread-safe; without threads
 * and clocks of its own: its owner polls, and closes it.
 *
 * <p>Only whole lines are handed out; half a line waits for the rest. A file that was renamed is read to its end, and
 * looked at once more at the next poll since a writer may have been late; then those that were rotated after it are read,
 * compressed or not. Of files that somebody else renames, one that came and went between two polls is missed. A truncated
 * file is read from its beginning; if it grew beyond the old place before it was polled, that cannot be noticed.
 */
public final class Follower implements AutoCloseable {
    private static final int ENOUGH = 1000;

    private final Path path;
    private final RecordCollector records = new RecordCollector();
    private Optional<FollowedFile> current = Optional.empty();
    private Optional<FollowedFile> rotatedAway = Optional.empty();
    /** What the file that is open is called, if it was rotated before it was opened. */
    private Optional<RotatedName> currentName = Optional.empty();
    /** The rotated file that was read last. */
    private Optional<RotatedName> after = Optional.empty();

    private long tooLong;
    private boolean closed;

    private Follower(Path path, Optional<RotatedName> after) {
        this.path = path;
        this.after = after;
    }

    static Follower fromBeginning(Path path) {
        return new Follower(path, Optional.empty());
    }

    /** The end is that of now: what is written before the first poll is new. A file that comes later is new as a whole. */
    static Follower fromEnd(Path path) throws IOException {
        Follower follower = new Follower(path, Optional.empty());
        follower.current = FollowedFile.open(path, false);
        try {
            if (follower.current.isPresent()) {
                follower.current.get().skipToEnd();
            }
            return follower;
        } catch (IOException e) {
            follower.close();
            throw e;
        }
    }

    /** Reads the rotated files first. */
    static Follower fromOldest(Path path) {
        return new Follower(path, Optional.of(RotatedName.BEFORE_ALL));
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
            current = next();
            return current.isPresent();
        }
        FollowedFile file = current.get();
        if (file.read(records)) {
            return true;
        }
        if (currentName.isEmpty() && !file.replacedAt(path) && !isOvertaken()) {
            return false;
        }
        finishRotated();
        after = currentName.isPresent() ? currentName : laterNameOf(file);
        currentName = Optional.empty();
        rotatedAway = current;
        current = Optional.empty();
        return true;
    }

    /** Whether it was rotated and another one after it, with none that is written now. */
    private boolean isOvertaken() throws IOException {
        return after.isPresent() && Files.notExists(path) && newer().size() > 1;
    }

    private RotatedFiles directory() {
        return new RotatedFiles(path.toAbsolutePath().getParent());
    }

    /** The name that it has now; of one that was compressed meanwhile, the first that is new. */
    private Optional<RotatedName> laterNameOf(FollowedFile file) throws IOException {
        Optional<RotatedName> name = nameOf(file);
        if (name.isEmpty()) {
            name = rotatedSince();
        }
        return name.isPresent() ? name : after;
    }

    private Optional<RotatedName> nameOf(FollowedFile file) throws IOException {
        RotatedFiles directory = directory();
        for (RotatedName name : directory.names()) {
            if (file.is(directory.path(name))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** What comes after the file that was read last: one that was rotated since, or the one that is written now. */
    private Optional<FollowedFile> next() throws IOException {
        while (true) {
            Optional<RotatedName> newer = rotatedSince();
            Optional<FollowedFile> opened = newer.isPresent() ? open(newer.get()) : FollowedFile.open(path, false);
            if (newer.isPresent()) {
                // Whether it could be opened or is gone already: the next one is looked for behind it.
                after = newer;
                currentName = opened.isPresent() ? newer : Optional.empty();
                if (opened.isPresent()) {
                    return opened;
                }
            } else if (opened.isEmpty()
                    || rotatedSince().filter(name -> isAnother(name, opened)).isEmpty()) {
                return opened;
            } else {
                // Guards against a rotation between the look at the rotated files and the opening of the new one.
                opened.get().close();
            }
        }
    }

    /** In the form that it has by now: it may have been compressed since it was listed. */
    private Optional<FollowedFile> open(RotatedName name) throws IOException {
        for (RotatedName form : List.of(name, name.withCompression(!name.compressed()))) {
            Optional<FollowedFile> opened = FollowedFile.open(directory().path(form), form.compressed());
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }

    private boolean isAnother(RotatedName name, Optional<FollowedFile> opened) {
        try {
            return !opened.orElseThrow().is(directory().path(name));
        } catch (IOException unseen) {
            return false;
        }
    }

    private Optional<RotatedName> rotatedSince() throws IOException {
        return newer().stream().findFirst();
    }

    /** What was rotated after the file that was read last; without such a file, nothing is known to be later. */
    private List<RotatedName> newer() throws IOException {
        if (after.isEmpty()) {
            return List.of();
        }
        // Its other form is no later file.
        RotatedName last = after.get().withCompression(true);
        return directory().contents().stream()
                .filter(name -> name.compareTo(last) > 0)
                .toList();
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
