package io.runnerwatchdog.internal.output;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/**
 * Finds the descriptor number of a pipe that the Java platform made and does not tell.
 *
 * <p>It asks the kernel: a selector that serves nothing else is told to watch the pipe, and the kernel lists what a
 * selector watches. No number is guessed, and nobody else's descriptor is touched. Thread-safe.
 */
final class DescriptorFinder implements AutoCloseable {
    private final Selector selector;
    private final WatchList list;

    private DescriptorFinder(Selector selector, WatchList list) {
        this.selector = selector;
        this.list = list;
    }

    /**
     * A new finder.
     *
     * @throws IOException if this platform does not list what a selector watches
     */
    static DescriptorFinder open() throws IOException {
        Selector selector = Selector.open();
        Pipe probe = Pipe.open();
        try {
            return new DescriptorFinder(selector, WatchList.of(on -> watch(selector, probe.sink(), on)));
        } catch (IOException | RuntimeException unlisted) {
            selector.close();
            throw unlisted;
        } finally {
            OutPipe.close(probe.sink());
            OutPipe.close(probe.source());
        }
    }

    /**
     * The descriptor of {@code sink}, which is in blocking mode afterwards.
     *
     * @throws IOException if the kernel does not show it
     */
    synchronized Descriptor find(Pipe.SinkChannel sink) throws IOException {
        if (!selector.isOpen()) {
            throw new IOException("closed");
        }
        Optional<Descriptor> found;
        try {
            watch(selector, sink, true);
            found = list.added();
        } finally {
            watch(selector, sink, false);
        }
        sink.configureBlocking(true);
        if (found.isEmpty()) {
            throw new IOException("the descriptor of a new pipe was not found in " + list);
        }
        return found.get();
    }

    private static void watch(Selector selector, Pipe.SinkChannel sink, boolean on) throws IOException {
        if (on) {
            sink.configureBlocking(false);
            sink.register(selector, SelectionKey.OP_WRITE);
        } else {
            SelectionKey key = sink.keyFor(selector);
            if (key != null) {
                key.cancel();
            }
        }
        // The kernel is told at the next selection, not before.
        selector.selectNow();
    }

    @Override
    public synchronized void close() throws IOException {
        selector.close();
    }
}
