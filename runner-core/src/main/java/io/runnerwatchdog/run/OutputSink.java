package io.runnerwatchdog.run;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Takes a child's output as it comes, on a thread of the watchdog, one call at a time and in order within a stream. It
 * may block: reading does not wait for it (see {@link WhenFull}). An exception is logged once, counted, reported as an
 * event, and ends this sink only.
 */
public sealed interface OutputSink {
    /** What happens when a sink cannot follow and its bounded queue (4 MiB of output) is full. */
    enum WhenFull {
        /** Output is lost to this sink, counted in {@link RunResult#bytesLostToSinks()}. The child never notices. */
        LOSE,
        /** The child has to wait, as with any full pipe. That time is not charged to it as idle. */
        WAIT
    }

    /** Which stream it takes. */
    Stream stream();

    /** What happens when it cannot follow. */
    WhenFull whenFull();

    /** Takes chunks of bytes; each buffer is read-only and good until the call returns: who needs it longer copies it. */
    record OfBytes(Stream stream, WhenFull whenFull, Consumer<ByteBuffer> consumer) implements OutputSink {
        public OfBytes {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(whenFull, "whenFull");
            Objects.requireNonNull(consumer, "consumer");
        }
    }

    /**
     * Takes lines without their line end (LF or CRLF), decoded by the command's charset, malformed input replaced by
     * U+FFFD. A line longer than 1 Mi characters comes in pieces of that length. A last line without a line end comes
     * when the stream ends.
     */
    record OfLines(Stream stream, WhenFull whenFull, Consumer<String> consumer) implements OutputSink {
        public OfLines {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(whenFull, "whenFull");
            Objects.requireNonNull(consumer, "consumer");
        }
    }

    /** Lines of {@code stream}, lost where the consumer cannot follow. See {@link Command#charset(Charset)}. */
    static OutputSink lines(Stream stream, Consumer<String> consumer) {
        return new OfLines(stream, WhenFull.LOSE, consumer);
    }

    /** Bytes of {@code stream}, lost where the consumer cannot follow. */
    static OutputSink bytes(Stream stream, Consumer<ByteBuffer> consumer) {
        return new OfBytes(stream, WhenFull.LOSE, consumer);
    }
}
