package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One pass over an evidence file, in its order, with bounded memory. Not thread-safe; whoever opened it closes it.
 *
 * <p>A failure to read is thrown as {@link UncheckedIOException}.
 */
public final class EvidenceScan implements Iterator<EvidenceRecord>, AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final LineSplitter splitter = new LineSplitter();
    private final RecordCollector records = new RecordCollector();
    private boolean ended;

    EvidenceScan(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean hasNext() {
        while (records.size() == 0 && !ended) {
            readBlock();
        }
        return records.size() > 0;
    }

    @Override
    public EvidenceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Optional<EvidenceRecord> next = records.next();
        return next.orElseThrow();
    }

    /** The records not seen yet; closing the stream closes this scan. */
    public Stream<EvidenceRecord> stream() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false)
                .onClose(this::close);
    }

    /** The lines so far that are no records: torn by a writer that died, or never ours. */
    public long tornLines() {
        return records.torn() + splitter.dropped();
    }

    @Override
    public void close() {
        ended = true;
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readBlock() {
        try {
            int length = in.read(block);
            if (length >= 0) {
                splitter.feed(block, length, records::line);
            } else {
                // A last line without an end may be whole all the same; if it is not, it counts as torn.
                splitter.finish(records::line);
                ended = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
