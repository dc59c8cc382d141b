package io.runnerwatchdog.internal.skip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * States that all hosts on one machine share, in a file that outlives them. Thread-safe.
 *
 * <p>Each change replaces the file as a whole, under a lock; so it can be read without one, and a host that is killed at
 * any moment leaves the state before or the state after. A file that is none of ours, be it a link, counts as none and is
 * set aside by the next change.
 */
final class SkipFile implements SkipStates {
    static final String FILE_NAME = "auto-skip.state";
    static final String LOCK_NAME = "auto-skip.lock";

    /** What is being written. One name, so that what a killed host leaves is found by the next. */
    static final String NEXT_NAME = FILE_NAME + ".next";

    static final String BROKEN_NAME = FILE_NAME + ".broken";

    /** Two changes within the resolution of a file's time may look alike, since numbers of files are used again. */
    private static final Duration UNSETTLED = Duration.ofSeconds(1);

    private final SkipRules rules;
    private final InstantSource clock;
    private final Consumer<SkipTrouble> onTrouble;
    private final Path file;
    private final StateLock lock;
    private volatile Seen seen = new Seen(null, 0, FileTime.fromMillis(0), false, new Content(Board.EMPTY, false));

    /** What the file says. */
    private record Content(Board board, boolean broken) {}

    /**
     * What the file said when it was last read, and how to tell that it says so still.
     *
     * @param identity what the file system calls it; null where it has no such name
     * @param settled whether it was old enough then for a change since to show
     */
    private record Seen(@Nullable Object identity, long size, FileTime modified, boolean settled, Content content) {
        boolean isOf(BasicFileAttributes now) {
            return settled
                    && size == now.size()
                    && modified.equals(now.lastModifiedTime())
                    && Objects.equals(identity, now.fileKey());
        }
    }

    /** @param onTrouble is told of a file that is broken; called on the thread that finds it, perhaps often */
    SkipFile(Path directory, SkipRules rules, InstantSource clock, Consumer<SkipTrouble> onTrouble) {
        this.rules = rules;
        this.clock = clock;
        this.onTrouble = onTrouble;
        // Absolute from the start: the place must not depend on anything that changes later.
        file = directory.toAbsolutePath().resolve(FILE_NAME);
        lock = new StateLock(file.resolveSibling(LOCK_NAME));
    }

    Path file() {
        return file;
    }

    @Override
    public Breaker look(StepKind kind) throws SkipStateException {
        return read().board().of(kind);
    }

    @Override
    public Decision change(StepKind kind, BiFunction<Breaker, Instant, SkipRules.Step> change)
            throws SkipStateException {
        makeDirectory();
        return lock.holding(() -> {
            Content content = read();
            // Asked for under the lock: what others wrote before is never later than this.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Breaker known = content.board().of(kind);
            SkipRules.Step step = change.apply(known, now);
            if (content.broken()) {
                setAside();
            }
            if (content.broken() || !step.next().equals(known)) {
                write(content.board().with(kind, step.next(), rules, now));
            }
            return step.decision();
        });
    }

    private Content read() throws SkipStateException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Seen last = seen;
            if (last.isOf(now)) {
                return last.content();
            }
            boolean settled =
                    now.lastModifiedTime().toInstant().isBefore(clock.instant().minus(UNSETTLED));
            Content content = contentOf(now);
            seen = new Seen(now.fileKey(), now.size(), now.lastModifiedTime(), settled, content);
            return content;
        } catch (NoSuchFileException none) {
            return new Content(Board.EMPTY, false);
        } catch (IOException e) {
            throw new SkipStateException(SkipTrouble.Kind.UNREADABLE, file + " cannot be read", e);
        }
    }

    private Content contentOf(BasicFileAttributes now) throws IOException {
        // A named pipe would hold us up for good.
        Optional<Board> board = now.isRegularFile() ? StateParser.parse(bytes()) : Optional.empty();
        if (board.isPresent()) {
            return new Content(board.get(), false);
        }
        onTrouble.accept(new SkipTrouble(
                SkipTrouble.Kind.BROKEN,
                file + " is no state that a watchdog wrote; it counts as none and becomes " + BROKEN_NAME));
        return new Content(Board.EMPTY, true);
    }

    /** All of it, or so much that it is seen to be too much. An interrupt does not close this kind of stream. */
    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(StateText.MOST_BYTES + 1);
        }
    }

    private void makeDirectory() throws SkipStateException {
        Path directory = file.getParent();
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OwnerOnly.directory(directory));
            }
        } catch (IOException e) {
            throw new SkipStateException(SkipTrouble.Kind.UNREADABLE, directory + " cannot be made", e);
        }
    }

    private void setAside() {
        try {
            Files.move(file, file.resolveSibling(BROKEN_NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException stays) {
            // It is replaced by what is written next, or that fails and says so.
            return;
        }
    }

    private void write(Board board) throws SkipStateException {
        Path next = file.resolveSibling(NEXT_NAME);
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, OwnerOnly.file(next));
            try (OutputStream out = Files.newOutputStream(next, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                out.write(StateText.of(board));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            clear(next);
            throw new SkipStateException(SkipTrouble.Kind.UNWRITABLE, file + " cannot be written", e);
        }
    }

    private static void clear(Path next) {
        try {
            Files.deleteIfExists(next);
        } catch (IOException stays) {
            // The next change tries again.
            return;
        }
    }
}
