package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a rotated file holds, as the manifest says it and as it can be proved later.
 *
 * @param lines how many lines it has, compressed or not
 * @param firstTs the time of its first record; empty where it has none
 * @param lastTs the time of its last record
 */
record Seal(Prints prints, long lines, Optional<Instant> firstTs, Optional<Instant> lastTs) {
    /** Reads a file once, as it is now. */
    static Seal of(Path file, boolean compressed) throws IOException {
        Times times = new Times();
        LineSplitter splitter = new LineSplitter();
        byte[] block = new byte[64 * 1024];
        try (Prints.Taking fileBytes = new Prints.Taking(file);
                InputStream in = unpacked(fileBytes, compressed)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                splitter.feed(block, n, times::line);
            }
            splitter.finish(times::line);
            return new Seal(fileBytes.prints(), times.lines + splitter.dropped(), times.first(), times.last());
        }
    }

    /** The same lines in another form. */
    Seal in(Prints form) {
        return new Seal(form, lines, firstTs, lastTs);
    }

    /** A rotated file, read as the lines it holds. */
    static InputStream open(Path file, boolean compressed) throws IOException {
        InputStream in = new FileInputStream(file.toFile());
        try {
            return unpacked(in, compressed);
        } catch (IOException notCompressed) {
            in.close();
            throw notCompressed;
        }
    }

    private static InputStream unpacked(InputStream in, boolean compressed) throws IOException {
        return compressed ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    /** Looks for the first record from the front and keeps the last lines, so that not every line has to be parsed. */
    private static final class Times {
        private static final int KEPT = 16;
        private final ArrayDeque<byte[]> latest = new ArrayDeque<>();
        private Optional<EvidenceRecord> firstRecord = Optional.empty();
        private long lines;

        void line(byte[] line) {
            lines++;
            if (firstRecord.isEmpty()) {
                firstRecord = EvidenceRecord.parse(line);
            }
            latest.addLast(line);
            if (latest.size() > KEPT) {
                latest.removeFirst();
            }
        }

        Optional<Instant> first() {
            return firstRecord.map(EvidenceRecord::at);
        }

        Optional<Instant> last() {
            Iterator<byte[]> fromTheEnd = latest.descendingIterator();
            while (fromTheEnd.hasNext()) {
                Optional<EvidenceRecord> record = EvidenceRecord.parse(fromTheEnd.next());
                if (record.isPresent()) {
                    return record.map(EvidenceRecord::at);
                }
            }
            return first();
        }
    }
}
