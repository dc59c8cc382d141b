package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.ThreadMaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that serves the pipes of all children; it is there only while there are pipes. Thread-safe. */
final class SelectorLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);

    /** As much as a pipe holds by default, see pipe(7). */
    private static final int BUFFER = 64 * 1024;

    /** With nothing to wait for, the thread stays for two of these, to serve a series of short runs. */
    private static final long LINGER_MILLIS = 1000;

    private static final int EMPTY_ROUNDS = 2;

    private final Selector selector;
    private final ThreadMaker threads;
    private final Runnable whenIdle;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile Thread thread;
    private boolean running;
    private boolean closed;

    /** @param whenIdle called on the thread before it goes because there is nothing to do */
    SelectorLoop(ThreadMaker threads, Runnable whenIdle) throws IOException {
        this.threads = threads;
        this.whenIdle = whenIdle;
        this.selector = Selector.open();
    }

    /** Does {@code task} on the loop's thread, in order; not at all once it is closed. */
    void execute(Runnable task) {
        synchronized (tasks) {
            if (closed) {
                return;
            }
            tasks.add(task);
            if (!running) {
                running = true;
                thread = threads.start("output", this::loop);
                return;
            }
        }
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** The buffer that all reading shares; only for the loop's thread. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    /** The selector to register with; only for the loop's thread. */
    Selector selector() {
        return selector;
    }

    private void loop() {
        int emptyRounds = 0;
        while (true) {
            try {
                int ready = await();
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
                boolean worked = runTasks();
                // One empty round may come of a wakeup whose work was done in the round before.
                emptyRounds = ready == 0 && !worked ? emptyRounds + 1 : 0;
                if (emptyRounds > 0 && leave(emptyRounds >= EMPTY_ROUNDS)) {
                    whenIdle.run();
                    return;
                }
            } catch (IOException failed) {
                LOG.error("waiting for output failed", failed);
            }
        }
    }

    /** Children may be silent for hours; nobody looks at a watch meanwhile. */
    private int await() throws IOException {
        if (!tasks.isEmpty()) {
            return selector.selectNow();
        }
        return selector.keys().isEmpty() ? selector.select(LINGER_MILLIS) : selector.select();
    }

    private static void serve(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Runnable) key.attachment()).run();
            }
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            LOG.error("serving a pipe failed", bug);
            key.cancel();
        }
    }

    private boolean runTasks() {
        boolean worked = false;
        Runnable task;
        while ((task = tasks.poll()) != null) {
            worked = true;
            try {
                task.run();
            } catch (RuntimeException | LinkageError | StackOverflowError bug) {
                LOG.error("work of the output thread failed", bug);
            }
        }
        return worked;
    }

    private boolean leave(boolean tired) throws IOException {
        synchronized (tasks) {
            boolean needed = !closed && (!tired || !selector.keys().isEmpty());
            if (needed || !tasks.isEmpty()) {
                return false;
            }
            running = false;
            if (closed) {
                selector.close();
            }
            return true;
        }
    }

    /** Lets go of the thread and of the selector. Pipes must have been cut before. */
    @Override
    public void close() {
        synchronized (tasks) {
            if (closed) {
                return;
            }
            closed = true;
            if (!running) {
                running = true;
                thread = threads.start("output", this::loop);
            }
        }
        selector.wakeup();
    }
}
