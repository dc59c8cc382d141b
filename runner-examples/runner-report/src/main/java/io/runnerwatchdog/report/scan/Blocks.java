package io.runnerwatchdog.report.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into blocks of whole lines. Lines that are too long to be evidence are left out and counted. Not thread-safe.
 */
final class Blocks {
    /** As the evidence reader has it. */
    static final int LONGEST_LINE = 1024 * 1024;

    /** Holds any line; small enough to stay in the cache of a processor. */
    static final int SIZE = 2 * LONGEST_LINE;

    private final InputStream in;
    /** The beginning of the line that the last block ended in. */
    private byte[] rest = new byte[0];

    private boolean discarding;
    private boolean ended;
    private long tooLong;

    Blocks(InputStream in) {
        this.in = in;
    }

    /** Fills the block with whole lines and returns how many bytes they take, their ends included; 0 at the end of the stream. */
    int next(byte[] block) throws IOException {
        while (!ended) {
            System.arraycopy(rest, 0, block, 0, rest.length);
            int length = rest.length + in.readNBytes(block, rest.length, block.length - rest.length);
            ended = length < block.length;
            int from = discarding ? afterFirstLine(block, length) : 0;
            int whole = ended ? length : lastLineEnd(block, length);
            keepRest(block, Math.max(whole, from), length);
            if (whole > from) {
                // A few bytes of a foreign line, once in a blue moon: moving them costs nothing.
                System.arraycopy(block, from, block, 0, whole - from);
                return whole - from;
            }
        }
        return 0;
    }

    private int afterFirstLine(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            if (block[i] == '\n') {
                discarding = false;
                return i + 1;
            }
        }
        return length;
    }

    private static int lastLineEnd(byte[] block, int length) {
        int end = length;
        while (end > 0 && block[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void keepRest(byte[] block, int start, int length) {
        if (!discarding && length - start > LONGEST_LINE) {
            discarding = true;
            tooLong++;
        }
        rest = discarding ? new byte[0] : Arrays.copyOfRange(block, start, length);
    }

    /** The lines so far that were left out. */
    long tooLong() {
        return tooLong;
    }
}
