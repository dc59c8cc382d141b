package io.runnerwatchdog.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The lines that are not in the file yet, the oldest first; where they become too many the oldest are lost, and
 * counted. Guarded by its owner; only the two counts may be read by any thread.
 */
final class Backlog {
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final int maxLines;
    private final long maxBytes;
    private long bytes;
    private volatile int size;
    private volatile long lost;

    Backlog(int maxLines, long maxBytes) {
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    void add(byte[] line) {
        lines.addLast(line);
        bytes += line.length;
        while (lines.size() > 1 && (lines.size() > maxLines || bytes > maxBytes)) {
            removeFirst();
            lost = lost + 1;
        }
        size = lines.size();
    }

    Optional<byte[]> first() {
        return Optional.ofNullable(lines.peekFirst());
    }

    void removeFirst() {
        bytes -= lines.removeFirst().length;
        size = lines.size();
    }

    int size() {
        return size;
    }

    long lost() {
        return lost;
    }
}
