package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.LineIdentity;
import io.runnerwatchdog.report.LineTaker;
import io.runnerwatchdog.report.scan.BlockReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes in the lines of one {@link EvidenceGroup}, drops copies of what it has seen ({@link LineIdentity}), and hands on the
 * rest. Copies are counted as duplicates. Lines outside of the time that counts are handed on without a look: they change
 * nothing, and need no memory. Not thread-safe.
 *
 * @param <A> what counts; several groups can share one, one after the other
 */
public final class HostTally<A extends Accumulator<A>> implements LineTaker {
    private final String host;
    private final A counted;
    private final Instant from;
    private final Instant to;
    private final LongConsumer linesRead;
    private final IdentitySet seen = new IdentitySet();
    private final LineIdentity identity = new LineIdentity();
    private Optional<BlockReader> reader = Optional.empty();

    /** @param host that of the group */
    public HostTally(String host, A counted) {
        this(host, counted, lines -> {});
    }

    /**
     * One that tells how far it is.
     *
     * @param linesRead told of the lines that {@link #read} has read since it was told last
     */
    public HostTally(String host, A counted, LongConsumer linesRead) {
        this.host = Objects.requireNonNull(host, "host");
        this.counted = counted;
        this.from = counted.from();
        this.to = counted.to();
        this.linesRead = linesRead;
    }

    /**
     * Takes in a file as it is stored. A compressed one may end or turn bad anywhere, as copies do that were cut off: what comes
     * before counts, and the rest as one unreadable line.
     *
     * @param stored read to its end and left open
     * @throws IOException if it cannot be read, or has more events than can be told apart; its message names the file
     */
    public void read(EvidenceFile file, InputStream stored) throws IOException {
        try {
            if (file.isCompressed()) {
                readCompressed(stored);
            } else {
                read(stored);
            }
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException | IllegalStateException unreadable) {
            throw new IOException(file.path() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private void readCompressed(InputStream stored) throws IOException {
        try (CompressedLines lines = new CompressedLines(stored)) {
            read(lines);
            addUnreadable(lines.isDamaged() ? 1 : 0);
        }
    }

    /** Takes in all lines of a stream, which is left open. */
    public void read(InputStream plainLines) throws IOException {
        BlockReader blocks = reader.orElseGet(() -> new BlockReader(this, linesRead));
        reader = Optional.of(blocks);
        blocks.read(plainLines);
    }

    @Override
    public void add(Entry entry) {
        if (isCopy(entry)) {
            counted.addDuplicates(1);
        } else {
            counted.add(entry);
        }
    }

    private boolean isCopy(Entry entry) {
        Instant at = entry.at();
        if (at.isBefore(from) || !at.isBefore(to)) {
            return false;
        }
        entry.identify(host, identity);
        return !seen.add(identity.high(), identity.low());
    }

    @Override
    public void addUnreadable(long lines) {
        counted.addUnreadable(lines);
    }

    /** What all lines so far come to. */
    public A counted() {
        return counted;
    }
}
