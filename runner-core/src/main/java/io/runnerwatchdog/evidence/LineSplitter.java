package io.runnerwatchdog.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts bytes into lines. Memory is bounded: a line that is too long is thrown away, and counted when it ends. */
final class LineSplitter {
    /** Far more than our own lines have: foreign ones may be longer. */
    static final int MAX_LINE = 1024 * 1024;

    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean tooLong;
    private long dropped;

    /** Hands on each line that ended in these bytes, without its end. */
    void feed(byte[] bytes, int length, Consumer<byte[]> lines) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                if (partial.size() == 0 && !tooLong && i - start <= MAX_LINE) {
                    lines.accept(Arrays.copyOfRange(bytes, start, i));
                } else {
                    keep(bytes, start, i);
                    end(lines);
                }
                start = i + 1;
            }
        }
        keep(bytes, start, length);
    }

    /** Hands on the line that did not end, if there is one, and begins anew. */
    void finish(Consumer<byte[]> lines) {
        if (tooLong || partial.size() > 0) {
            end(lines);
        }
    }

    /** The lines that were too long. */
    long dropped() {
        return dropped;
    }

    private void keep(byte[] bytes, int start, int end) {
        if (tooLong || end - start > MAX_LINE - partial.size()) {
            tooLong = true;
            partial.reset();
        } else {
            partial.write(bytes, start, end - start);
        }
    }

    private void end(Consumer<byte[]> lines) {
        if (tooLong) {
            dropped++;
        } else {
            lines.accept(partial.toByteArray());
        }
        partial.reset();
        tooLong = false;
    }
}
