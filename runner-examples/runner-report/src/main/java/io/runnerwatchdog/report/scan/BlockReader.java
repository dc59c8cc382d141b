package io.runnerwatchdog.report.scan;

import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.LineTaker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Counts the lines of one stream after the other. Not thread-safe. */
public final class BlockReader {
    private final LineTaker counted;
    private final PlainLine plain = new PlainLine();
    private final PlainFields fields = new PlainFields();
    private final byte[] block = new byte[Blocks.SIZE];

    private final LongConsumer linesRead;

    /**
     * A reader into what counts.
     *
     * @param linesRead told of the lines of each block when they have been counted
     */
    public BlockReader(LineTaker counted, LongConsumer linesRead) {
        this.counted = counted;
        this.linesRead = linesRead;
    }

    /** Reads all of a stream, which is left open. */
    public void read(InputStream lines) throws IOException {
        Blocks blocks = new Blocks(lines);
        for (int length = blocks.next(block); length > 0; length = blocks.next(block)) {
            int read = 0;
            for (int start = 0; start < length; read++) {
                start = lineFrom(start, length) + 1;
            }
            linesRead.accept(read);
        }
        counted.addUnreadable(blocks.tooLong());
    }

    /** Counts the line that begins here and returns where it ends. */
    private int lineFrom(int start, int length) {
        if (plain.read(block, start, length, fields) && plain.lineEnd() - start <= Blocks.LONGEST_LINE) {
            if (fields.isRecord(block, start, plain.lineEnd())) {
                counted.add(fields);
            } else {
                counted.addUnreadable(1);
            }
            return plain.lineEnd();
        }
        int end = start;
        while (end < length && block[end] != '\n') {
            end++;
        }
        otherLine(start, end);
        return end;
    }

    private void otherLine(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isJsonBlank(block[start])) {
            start++;
        }
        while (end > start && isJsonBlank(block[end - 1])) {
            end--;
        }
        // A blank line is harmless: a writer leaves one where it was not sure that the last line had ended.
        if (!isBlank(start, end)) {
            count(to - from > Blocks.LONGEST_LINE ? Optional.empty() : EntryParser.parse(block, start, end));
        }
    }

    private void count(Optional<Entry> entry) {
        if (entry.isPresent()) {
            counted.add(entry.get());
        } else {
            counted.addUnreadable(1);
        }
    }

    private static boolean isJsonBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r';
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (block[i] != ' ' && (block[i] < '\t' || block[i] > '\r')) {
                return false;
            }
        }
        return true;
    }
}
