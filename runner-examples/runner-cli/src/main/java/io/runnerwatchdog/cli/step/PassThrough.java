package io.runnerwatchdog.cli.step;

import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.OutputSink.WhenFull;
import io.runnerwatchdog.run.Stream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Hands a step's output on, byte by byte as it is. Thread-safe. */
final class PassThrough {
    private final FileOutputStream out;
    private boolean atLineStart = true;
    private boolean broken;
    private Runnable onBroken = () -> {};

    PassThrough(FileOutputStream out) {
        this.out = out;
    }

    /** A sink that makes the step wait where our reader is slow: nothing may be lost. */
    OutputSink sink(Stream stream) {
        return new OutputSink.OfBytes(stream, WhenFull.WAIT, this::write);
    }

    private void write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            out.write(copy);
            atLineStart = copy.length == 0 ? atLineStart : copy[copy.length - 1] == '\n';
        } catch (IOException nobodyReads) {
            synchronized (this) {
                broken = true;
            }
            onBroken.run();
            throw new UncheckedIOException(nobodyReads);
        }
    }

    /** Calls back when nobody reads what we write any more; at once if that is so already. */
    void onBroken(Runnable listener) {
        synchronized (this) {
            onBroken = listener;
            if (!broken) {
                return;
            }
        }
        listener.run();
    }

    /** Writes a last line, on a line of its own. */
    void finish(String line) {
        try {
            out.write(((atLineStart ? "" : "\n") + line).getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // Then nobody misses the line either.
        }
    }
}
