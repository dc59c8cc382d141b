package io.runnerwatchdog.duckdb;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/**
 * Whether lines that were handed over are those of a file.
 *
 * <p>Of a plain file they must have, with their ends, as many bytes as it has: then no byte order mark was taken off, and the rows
 * did not end too soon, as they do without a word where a streamed query fails in the middle. That query takes care of the rest: it
 * fails where a line is not in UTF-8, or has a carriage return.
 * Of a compressed one they must have the length and the check sum that it ends with: DuckDB looks at neither, and says nothing
 * where a file is cut off. Not thread-safe.
 */
final class FileProof {
    /** Of the check sum and the length at the end of compressed data (RFC 1952). */
    private static final int TRAILER = 8;

    private static final int SMALLEST_COMPRESSED = 18;

    private final Path file;
    private final long length;
    private final OptionalInt checkSum;
    private final CRC32 sum = new CRC32();
    private long seen;

    private FileProof(Path file, long length, OptionalInt checkSum) {
        this.file = file;
        this.length = length;
        this.checkSum = checkSum;
    }

    static FileProof ofPlain(Path file) throws IOException {
        return new FileProof(file, Files.size(file), OptionalInt.empty());
    }

    static FileProof ofCompressed(Path file) throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel stored = Files.newByteChannel(file)) {
            if (stored.size() < SMALLEST_COMPRESSED) {
                throw new UnprovenException("not compressed: " + file);
            }
            stored.position(stored.size() - TRAILER);
            while (trailer.hasRemaining()) {
                if (stored.read(trailer) < 0) {
                    throw new EOFException(file + " became shorter");
                }
            }
        }
        int checkSum = trailer.getInt(0);
        return new FileProof(file, Integer.toUnsignedLong(trailer.getInt(4)), OptionalInt.of(checkSum));
    }

    /** Whether all of it has been handed over. */
    boolean isComplete() {
        return seen >= length;
    }

    /** Takes in its next line, with its end: the last byte, which the last line of a file may be without. */
    void add(byte[] line, int bytes) throws UnprovenException {
        seen += bytes;
        if (seen > length + 1) {
            throw new UnprovenException("DuckDB reads other lines than those of " + file);
        }
        if (checkSum.isPresent()) {
            sum.update(line, 0, seen > length ? bytes - 1 : bytes);
            if (isComplete() && (int) sum.getValue() != checkSum.getAsInt()) {
                throw new UnprovenException("damaged: " + file);
            }
        }
    }

    /** How many bytes its lines have. */
    long length() {
        return length;
    }

    Path file() {
        return file;
    }
}
