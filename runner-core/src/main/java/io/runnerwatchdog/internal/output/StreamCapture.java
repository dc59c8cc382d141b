package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;

/** What becomes of the bytes of one output stream: kept in a tail, handed to sinks, told as a sign of life. */
final class StreamCapture {
    private final Stream stream;
    private final Charset charset;
    private final TailRing tail;
    private final List<SinkQueue> sinks;
    private final OutputWatch watch;

    StreamCapture(Stream stream, Charset charset, int tailBytes, List<SinkQueue> sinks, OutputWatch watch) {
        this.stream = stream;
        this.charset = charset;
        this.tail = new TailRing(tailBytes);
        this.sinks = List.copyOf(sinks);
        this.watch = watch;
    }

    /**
     * Takes bytes from the selector's thread, which may use the buffer again afterwards if it still has the lead. A stream
     * with one sink hands it the bytes here and now, where that can be done; with two, one of them held up would make the
     * other miss its turn.
     */
    void take(ByteBuffer bytes, SinkCalls calls) {
        watch.printed();
        tail.add(bytes);
        if (sinks.size() != 1 || !sinks.get(0).takeHere(bytes.duplicate(), calls)) {
            offer(bytes);
        }
    }

    /** Takes bytes from a reading thread that must not call sinks, and which may use the buffer again afterwards. */
    void take(ByteBuffer bytes) {
        watch.printed();
        tail.add(bytes);
        offer(bytes);
    }

    private void offer(ByteBuffer bytes) {
        if (sinks.isEmpty()) {
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        copy.put(bytes).flip();
        for (SinkQueue sink : sinks) {
            sink.offer(copy.duplicate());
        }
    }

    /** Whether reading has to pause because a sink cannot follow; {@code resume} is called when it may go on. */
    boolean holdsBack(Runnable resume) {
        for (SinkQueue sink : sinks) {
            if (!sink.waits() || !sink.isFull()) {
                continue;
            }
            // Told before the sink is asked: it may make room on its own thread and take it back at once.
            watch.heldBack(true);
            if (sink.holdsBack(() -> {
                watch.heldBack(false);
                resume.run();
            })) {
                return true;
            }
            watch.heldBack(false);
        }
        return false;
    }

    Stream stream() {
        return stream;
    }

    /** All bytes that came so far. */
    long seen() {
        return tail.seen();
    }

    OutputTail tail() {
        return tail.snapshot(charset);
    }

    List<SinkQueue> sinks() {
        return sinks;
    }
}
