package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.run.OutputTail;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The last bytes of a stream, in a ring that grows up to its bound only as bytes come: a thousand silent children cost
 * nothing. Thread-safe.
 */
final class TailRing {
    private static final int SMALLEST = 1024;
    private static final int LONGEST_UTF8 = 4;

    private final int bound;
    private byte[] ring = {};
    private int end;
    private int size;
    private long seen;

    TailRing(int bound) {
        this.bound = bound;
    }

    /** Takes the remaining bytes of {@code bytes} without moving its position. */
    synchronized void add(ByteBuffer bytes) {
        int count = bytes.remaining();
        seen += count;
        int kept = Math.min(count, bound);
        grow(Math.min(bound, (long) size + kept));
        int from = bytes.position() + count - kept;
        int first = Math.min(kept, ring.length - end);
        bytes.get(from, ring, end, first);
        bytes.get(from + first, ring, 0, kept - first);
        end = ring.length == 0 ? 0 : (end + kept) % ring.length;
        size = Math.min(ring.length, size + kept);
    }

    private void grow(long needed) {
        if (needed <= ring.length) {
            return;
        }
        int length = Math.max(SMALLEST, ring.length);
        while (length < needed) {
            length *= 2;
        }
        byte[] larger = new byte[Math.min(length, bound)];
        byte[] old = bytes();
        System.arraycopy(old, 0, larger, 0, old.length);
        ring = larger;
        end = old.length % larger.length;
    }

    private byte[] bytes() {
        byte[] copy = new byte[size];
        int start = ring.length == 0 ? 0 : Math.floorMod(end - size, ring.length);
        int first = Math.min(size, ring.length - start);
        System.arraycopy(ring, start, copy, 0, first);
        System.arraycopy(ring, 0, copy, first, size - first);
        return copy;
    }

    /** What is there now, decoded leniently: malformed input and a cut character become U+FFFD or are left out. */
    OutputTail snapshot(Charset charset) {
        byte[] bytes;
        long total;
        synchronized (this) {
            bytes = bytes();
            total = seen;
        }
        int skip = total > bytes.length && charset.equals(StandardCharsets.UTF_8) ? cutCharacter(bytes) : 0;
        return new OutputTail(new String(bytes, skip, bytes.length - skip, charset), total);
    }

    /** How many bytes at the front belong to a UTF-8 character whose beginning is no longer there. */
    private static int cutCharacter(byte[] bytes) {
        int skip = 0;
        while (skip < bytes.length && skip < LONGEST_UTF8 - 1 && (bytes[skip] & 0xC0) == 0x80) {
            skip++;
        }
        return skip;
    }

    synchronized long seen() {
        return seen;
    }
}
