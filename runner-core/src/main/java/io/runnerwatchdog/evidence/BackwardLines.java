package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a file from its end to its beginning, read in blocks. A line that is too long is left out. */
final class BackwardLines {
    private static final int BLOCK = 64 * 1024;

    private final RandomAccessFile in;
    /** Bytes of the file from {@link #start} on, of which the first {@link #end} are not handed out yet. */
    private byte[] buffer = new byte[0];

    private long start;
    private int end;
    private long lineStart;
    private long lineEnd;
    private boolean discarding;
    private boolean exhausted;

    /** Begins before this byte of the file. */
    BackwardLines(RandomAccessFile in, long from) {
        this.in = in;
        start = from;
    }

    /** The line before the last one that was handed out, without its end. */
    Optional<String> previous() throws IOException {
        while (!exhausted) {
            int newLine = lastNewLine();
            if (newLine < 0 && start > 0) {
                readBefore();
                continue;
            }
            exhausted = newLine < 0;
            int from = newLine + 1;
            int length = end - from;
            lineStart = start + from;
            lineEnd = start + end;
            end = Math.max(newLine, 0);
            if (!discarding) {
                return Optional.of(new String(buffer, from, length, StandardCharsets.UTF_8));
            }
            discarding = false;
        }
        return Optional.empty();
    }

    /** Where in the file the line that was handed out last begins. */
    long lineStart() {
        return lineStart;
    }

    /** Where in the file the line that was handed out last ends, its end not counted. */
    long lineEnd() {
        return lineEnd;
    }

    private int lastNewLine() {
        for (int i = end - 1; i >= 0; i--) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void readBefore() throws IOException {
        if (end > LineSplitter.MAX_LINE) {
            discarding = true;
        }
        int kept = discarding ? 0 : end;
        int length = (int) Math.min(BLOCK, start);
        byte[] grown = new byte[length + kept];
        in.seek(start - length);
        in.readFully(grown, 0, length);
        System.arraycopy(buffer, 0, grown, length, kept);
        buffer = grown;
        start -= length;
        end = grown.length;
    }
}
