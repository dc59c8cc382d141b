package io.runnerwatchdog.report.fleet;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines in a compressed file, which may be several that were put one behind the other. Where it is cut off or damaged, the
 * lines end; what cannot be read at all is still an exception. Not thread-safe. Closing it gives back what it needed itself, and leaves
 * the file open.
 */
final class CompressedLines extends InputStream {
    private static final int BLOCK = 64 * 1024;

    private final Stored stored;
    private Optional<InputStream> unpacked = Optional.empty();
    private boolean damaged;

    CompressedLines(InputStream stored) {
        this.stored = new Stored(stored);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damaged) {
            return -1;
        }
        try {
            if (unpacked.isEmpty()) {
                unpacked = Optional.of(new GZIPInputStream(stored, BLOCK));
            }
            return unpacked.get().read(bytes, offset, length);
        } catch (EOFException | ZipException cutOff) {
            damaged = true;
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        if (unpacked.isPresent()) {
            unpacked.get().close();
        }
    }

    /** Whether the lines ended before the file said so. */
    boolean isDamaged() {
        return damaged;
    }

    /**
     * The bytes as they are stored. What fails here is no damage of the file: it must not look like it.
     *
     * <p>A decompressor takes what follows the end of a part for the next part only where bytes are {@code available}; a stream
     * from afar says 0 whenever it would have to wait, and the rest would be lost without a word.
     */
    private static final class Stored extends BufferedInputStream {
        Stored(InputStream in) {
            super(in, BLOCK);
        }

        @Override
        public void close() {
            // Is the caller's.
        }

        @Override
        public synchronized int available() throws IOException {
            mark(1);
            boolean more = read() >= 0;
            reset();
            return more ? 1 : 0;
        }

        @Override
        public synchronized int read() throws IOException {
            try {
                return super.read();
            } catch (EOFException | ZipException unreadable) {
                throw new IOException("cannot be read", unreadable);
            }
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (EOFException | ZipException unreadable) {
                throw new IOException("cannot be read", unreadable);
            }
        }
    }
}
