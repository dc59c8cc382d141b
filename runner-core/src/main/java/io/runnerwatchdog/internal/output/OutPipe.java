package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.Logs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.slf4j.Logger;

/** A pipe that a child writes to. Reading belongs to the loop's thread; the rest is thread-safe. */
final class OutPipe implements Runnable {
    /** After so many full buffers the other pipes get their turn. */
    private static final int READS_PER_TURN = 4;

    private final Pipe pipe;
    private final Descriptor descriptor;
    private final StreamCapture capture;
    private final SelectorLoop loop;
    private volatile boolean ended;

    // Only the loop's thread.
    private SelectionKey key;
    private boolean heldBack;
    private Optional<NioPlumbing> plumbing = Optional.empty();

    OutPipe(PipeStock.Fresh fresh, StreamCapture capture, SelectorLoop loop) {
        this.pipe = fresh.pipe();
        this.descriptor = fresh.descriptor();
        this.capture = capture;
        this.loop = loop;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    StreamCapture capture() {
        return capture;
    }

    boolean ended() {
        return ended;
    }

    /** Lets go of the writing end: only the child's tree holds it from now on. */
    void closeWritingEnd() {
        close(pipe.sink());
    }

    /** On the loop's thread: begins to read. */
    void register(NioPlumbing ofTheChild) {
        plumbing = Optional.of(ofTheChild);
        try {
            key = pipe.source().register(loop.selector(), SelectionKey.OP_READ, this);
        } catch (ClosedChannelException cut) {
            end();
        }
    }

    /** On the loop's thread: there is something to read. */
    @Override
    public void run() {
        read(READS_PER_TURN);
    }

    /** On the loop's thread: reads what is there; true if something came, or is held back by a sink. */
    boolean read(int turns) {
        boolean any = false;
        for (int turn = 0; turn < turns && !ended; turn++) {
            if (heldBack) {
                return true;
            }
            ByteBuffer buffer = loop.buffer();
            int count;
            try {
                count = pipe.source().read(buffer);
            } catch (IOException cut) {
                count = -1;
            }
            if (count < 0) {
                end();
                return any;
            }
            if (count == 0) {
                return any;
            }
            any = true;
            capture.take(buffer.flip(), loop.sinkCalls());
            if (!loop.leads()) {
                // A sink held this thread up; another one has read on meanwhile.
                return any;
            }
            holdBackIfFull();
            if (count < buffer.capacity()) {
                // It was all there was; the selector tells when there is more.
                return any;
            }
        }
        return any;
    }

    private void holdBackIfFull() {
        // The sink may make room and call back before this is set; that is in order, since resume() queues up behind
        // us.
        heldBack = capture.holdsBack(() -> loop.execute(this::resume));
        if (heldBack && key != null && key.isValid()) {
            key.interestOps(0);
        }
    }

    private void resume() {
        heldBack = false;
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
        read(READS_PER_TURN);
    }

    private void end() {
        if (!ended) {
            ended = true;
            close(pipe.source());
            if (plumbing.isPresent()) {
                plumbing.get().oneEnded();
            }
        }
    }

    /** Closes both ends, whatever is in the pipe. */
    void cut() {
        close(pipe.sink());
        close(pipe.source());
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException harmless) {
            log().debug("closing a pipe", harmless);
        }
    }

    private static Logger log() {
        return Logs.of(OutPipe.class);
    }
}
