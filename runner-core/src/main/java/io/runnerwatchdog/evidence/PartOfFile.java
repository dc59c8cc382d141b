package io.runnerwatchdog.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Those lines of a file that begin in a range of its bytes, each to its end. Ranges that cover a file give each of its
 * lines once. Not thread-safe.
 */
final class PartOfFile extends FilterInputStream {
    private final long to;
    private long at;
    private boolean begun;
    private boolean ended;

    /**
     * @param in the file from its first byte on; is closed with this
     * @param to the first byte after the range
     */
    PartOfFile(InputStream in, long from, long to) {
        super(in);
        this.to = to;
        // One byte earlier: only the end of the line before tells that a line begins where the range does.
        at = Math.max(0, from - 1);
        begun = from == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!begun) {
            return begin(bytes, offset, length);
        }
        return ended ? -1 : keep(bytes, offset, in.read(bytes, offset, length));
    }

    /** Passes over the line that began before the range. */
    private int begin(byte[] bytes, int offset, int length) throws IOException {
        begun = true;
        in.skipNBytes(at);
        for (int read = in.read(bytes, offset, length); read >= 0; read = in.read(bytes, offset, length)) {
            int next = indexOfEnd(bytes, offset, offset + read) + 1;
            at += next == 0 ? read : next - offset;
            if (next > 0) {
                ended = at >= to;
                int rest = offset + read - next;
                System.arraycopy(bytes, next, bytes, offset, rest);
                return ended ? -1 : rest > 0 ? keep(bytes, offset, rest) : read(bytes, offset, length);
            }
        }
        ended = true;
        return -1;
    }

    /** How much of what was read belongs to lines of the range. */
    private int keep(byte[] bytes, int offset, int read) {
        if (read < 0) {
            ended = true;
            return read;
        }
        long first = Math.max(0, to - 1 - at);
        at += read;
        if (first >= read) {
            return read;
        }
        int end = indexOfEnd(bytes, offset + (int) first, offset + read);
        ended = end >= 0;
        return ended ? end + 1 - offset : read;
    }

    private static int indexOfEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public long skip(long count) throws IOException {
        throw new IOException("lines are not skipped");
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
