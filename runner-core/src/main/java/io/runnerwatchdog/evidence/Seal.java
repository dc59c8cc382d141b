package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a rotated file holds, as the manifest says it and as it can be proved later.
 *
 * @param bytes its size
 * @param sha256 the hash of all of it
 * @param blocks the hashes of its blocks of {@value #BLOCK} bytes, so that a change can be found and not only noticed
 * @param lines how many lines it has, compressed or not
 * @param firstTs the time of its first record; empty where it has none
 * @param lastTs the time of its last record
 */
record Seal(
        long bytes,
        String sha256,
        List<String> blocks,
        long lines,
        Optional<Instant> firstTs,
        Optional<Instant> lastTs) {
    static final int BLOCK = 256 * 1024;

    Seal {
        blocks = List.copyOf(blocks);
    }

    /** Reads a file as it is now. */
    static Seal of(Path file, boolean compressed) throws IOException {
        MessageDigest whole = newDigest();
        MessageDigest part = newDigest();
        List<String> blocks = new ArrayList<>();
        long bytes = 0;
        byte[] block = new byte[BLOCK];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
                whole.update(block, 0, n);
                part.update(block, 0, n);
                blocks.add(hex(part));
                bytes += n;
            }
        }
        Content content = Content.of(file, compressed);
        return new Seal(bytes, hex(whole), blocks, content.lines, content.first, content.last);
    }

    /** The first byte of the first block in which the file is not what this says; empty where it is. */
    Optional<Long> brokenAt(Seal now) {
        for (int i = 0; i < Math.max(blocks.size(), now.blocks.size()); i++) {
            if (i >= blocks.size() || i >= now.blocks.size()) {
                return Optional.of(Math.min(bytes, now.bytes));
            }
            if (!blocks.get(i).equals(now.blocks.get(i))) {
                // The last block differs where only something was added or cut off: then that is the place.
                boolean lastOfOne = i == Math.min(blocks.size(), now.blocks.size()) - 1 && bytes != now.bytes;
                return Optional.of(lastOfOne ? Math.min(bytes, now.bytes) : (long) i * BLOCK);
            }
        }
        return bytes == now.bytes && sha256.equals(now.sha256) ? Optional.empty() : Optional.of(0L);
    }

    private record Content(long lines, Optional<Instant> first, Optional<Instant> last) {
        static Content of(Path file, boolean compressed) throws IOException {
            Times times = new Times();
            LineSplitter splitter = new LineSplitter();
            byte[] block = new byte[64 * 1024];
            try (InputStream in = open(file, compressed)) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    splitter.feed(block, n, times::line);
                }
            }
            splitter.finish(times::line);
            return new Content(times.lines + splitter.dropped(), times.first(), times.last());
        }
    }

    /** A rotated file, read as the lines it holds. */
    static InputStream open(Path file, boolean compressed) throws IOException {
        InputStream in = new FileInputStream(file.toFile());
        try {
            return compressed ? new GZIPInputStream(in, 64 * 1024) : in;
        } catch (IOException notCompressed) {
            in.close();
            throw notCompressed;
        }
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

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has it, see java.security.MessageDigest.
            throw new IllegalStateException(impossible);
        }
    }
}
