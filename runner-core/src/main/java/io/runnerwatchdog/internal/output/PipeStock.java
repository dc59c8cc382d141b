package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.Logs;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;

/**
 * Pipes whose descriptors are known, some of them made ahead: finding a descriptor takes longer than all else that we do
 * at a start, and the reading thread has time for it while the platform starts a process. Thread-safe.
 */
final class PipeStock {
    /** A new pipe: reading from it does not block, writing to it does. */
    record Fresh(Pipe pipe, Descriptor descriptor) {
        void close() {
            OutPipe.close(pipe.sink());
            OutPipe.close(pipe.source());
        }
    }

    /** Enough for eight starts at once with both streams; each held pipe costs two descriptors. */
    private static final int MOST = 16;

    private final DescriptorFinder finder;
    private final Deque<Fresh> stock = new ArrayDeque<>();
    private boolean closed;

    PipeStock(DescriptorFinder finder) {
        this.finder = finder;
    }

    /** One pipe, from the stock or made now. */
    Fresh take() throws IOException {
        Fresh ready;
        synchronized (stock) {
            ready = stock.poll();
        }
        return ready != null ? ready : make();
    }

    /** Makes what is missing. */
    void refill() {
        try {
            while (isWanted()) {
                add(make());
            }
        } catch (IOException refused) {
            // Whoever needs a pipe will try again, and hear of it.
            log().debug("no pipe could be made ahead", refused);
        }
    }

    private boolean isWanted() {
        synchronized (stock) {
            return !closed && stock.size() < MOST;
        }
    }

    private void add(Fresh made) {
        synchronized (stock) {
            if (!closed) {
                stock.add(made);
                return;
            }
        }
        made.close();
    }

    private Fresh make() throws IOException {
        Pipe pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            return new Fresh(pipe, finder.find(pipe.sink()));
        } catch (IOException | RuntimeException refused) {
            OutPipe.close(pipe.source());
            OutPipe.close(pipe.sink());
            throw refused;
        }
    }

    /** Lets go of what is held. */
    void empty() {
        synchronized (stock) {
            for (Fresh pipe : stock) {
                pipe.close();
            }
            stock.clear();
        }
    }

    /** Lets go of what is held, and holds nothing from now on. */
    void close() {
        synchronized (stock) {
            closed = true;
        }
        empty();
        try {
            finder.close();
        } catch (IOException harmless) {
            log().debug("closing the finder", harmless);
        }
    }

    private static Logger log() {
        return Logs.of(PipeStock.class);
    }
}
