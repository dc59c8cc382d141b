package io.runnerwatchdog.benchmarks.contender;

import java.io.OutputStream;
import java.util.function.LongConsumer;

/** A stream that only tells how much was written to it. */
final class Counting extends OutputStream {
    private final LongConsumer bytes;

    Counting(LongConsumer bytes) {
        this.bytes = bytes;
    }

    @Override
    public void write(int one) {
        bytes.accept(1);
    }

    @Override
    public void write(byte[] buffer, int from, int length) {
        bytes.accept(length);
    }
}
