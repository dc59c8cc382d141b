package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.internal.threads.Thrown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * One thread that serves the pipes of all children; it is there only while there are pipes. It calls sinks itself; where
 * one of them holds it up, it loses the lead and another thread takes its place. Thread-safe.
 */
final class SelectorLoop implements AutoCloseable {
    /** As much as a pipe holds by default, see pipe(7). */
    private static final int BUFFER = 64 * 1024;

    /** With nothing to wait for, the thread stays for two of these, to serve a series of short runs. */
    private static final long LINGER_MILLIS = 1000;

    private static final int EMPTY_ROUNDS = 2;

    /** What belongs to the thread that has the lead. */
    private final class Lead implements Runnable {
        private final ByteBuffer buffer;
        private volatile Thread thread;
        private volatile Runnable inHand;

        Lead(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void run() {
            loop(this);
        }
    }

    private final Selector selector;
    private final ThreadMaker threads;
    private final PipeStock stock;
    private final SinkCalls sinkCalls;
    private final Deque<Runnable> tasks = new ConcurrentLinkedDeque<>();
    private final Set<Thread> overtaken = ConcurrentHashMap.newKeySet();
    private volatile Lead lead;
    private ByteBuffer spare;
    private boolean running;
    private volatile boolean closed;

    /** @param stock emptied by the thread before it goes because there is nothing to do */
    SelectorLoop(ThreadMaker threads, DeadlineClock clock, PipeStock stock) throws IOException {
        this.threads = threads;
        this.stock = stock;
        this.sinkCalls = new SinkCalls(clock, this::overtake);
        this.selector = Selector.open();
    }

    /** Does {@code task} on the loop's thread, in order; not at all once it is closed. It may be begun twice. */
    void execute(Runnable task) {
        synchronized (tasks) {
            if (closed) {
                return;
            }
            tasks.add(task);
            if (!running) {
                startLead();
                return;
            }
        }
        if (!leads()) {
            selector.wakeup();
        }
    }

    /** Under the lock. */
    private void startLead() {
        running = true;
        Lead next = new Lead(spare == null ? ByteBuffer.allocateDirect(BUFFER) : spare);
        spare = null;
        lead = next;
        threads.startLasting("output", next);
    }

    /** Another thread reads on: the one that has the lead is held up by a sink. */
    private void overtake() {
        synchronized (tasks) {
            Lead slow = lead;
            overtaken.add(slow.thread);
            // What it was doing will not be finished in time; all that is done here may be begun again.
            Runnable unfinished = slow.inHand;
            if (unfinished != null) {
                tasks.addFirst(unfinished);
            }
            startLead();
        }
    }

    /** Whether the calling thread reads; false for one that was overtaken, which then must touch nothing here. */
    boolean leads() {
        Lead now = lead;
        return now != null && now.thread == Thread.currentThread();
    }

    /** For calling sinks on the loop's thread. */
    SinkCalls sinkCalls() {
        return sinkCalls;
    }

    /** The buffer that all reading shares; only for the loop's thread. */
    ByteBuffer buffer() {
        return lead.buffer.clear();
    }

    /** The selector to register with; only for the loop's thread. */
    Selector selector() {
        return selector;
    }

    /** Begun anew by its thread where memory runs out; the pipes are then looked at again. */
    private void loop(Lead mine) {
        mine.thread = Thread.currentThread();
        int emptyRounds = 0;
        while (true) {
            try {
                int ready = await();
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                    if (lead != mine) {
                        break;
                    }
                }
                boolean worked = lead == mine && runTasks(mine);
                if (lead != mine) {
                    overtaken.remove(Thread.currentThread());
                    return;
                }
                selector.selectedKeys().clear();
                // One empty round may come of a wakeup whose work was done in the round before.
                emptyRounds = ready == 0 && !worked ? emptyRounds + 1 : 0;
                // Closed: asked for in each round, since the wakeup for that may have been one with that for the last
                // task.
                if ((emptyRounds > 0 || closed) && leave(emptyRounds >= EMPTY_ROUNDS)) {
                    stock.empty();
                    return;
                }
            } catch (IOException failed) {
                Thrown.log(SelectorLoop.class, Level.ERROR, "waiting for output failed", failed);
            }
        }
    }

    /** Children may be silent for hours; nobody looks at a watch meanwhile. */
    private int await() throws IOException {
        if (closed || !tasks.isEmpty()) {
            return selector.selectNow();
        }
        return selector.keys().isEmpty() ? selector.select(LINGER_MILLIS) : selector.select();
    }

    /**
     * On the loop's thread: lets go of the keys of closed pipes, which the selector does only when it looks. Else the next
     * wait would take them for pipes that are still to be served, and have no end.
     */
    void forgetClosed() {
        try {
            selector.selectNow();
        } catch (IOException failed) {
            log().error("looking for output failed", failed);
        }
    }

    private static void serve(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Runnable) key.attachment()).run();
            }
        } catch (OutOfMemoryError scarce) {
            throw scarce;
        } catch (Throwable bug) { // this thread serves all runs: none may end it
            Thrown.log(SelectorLoop.class, Level.ERROR, "serving a pipe failed", bug);
            key.cancel();
        }
    }

    private boolean runTasks(Lead mine) {
        boolean worked = false;
        Runnable task;
        while (lead == mine && (task = tasks.poll()) != null) {
            worked = true;
            mine.inHand = task;
            try {
                task.run();
            } catch (Throwable bug) {
                Thrown.log(SelectorLoop.class, Level.ERROR, "work of the output thread failed", bug);
            }
            mine.inHand = null;
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
            spare = lead.buffer;
            lead = null;
            if (closed) {
                selector.close();
            }
            return true;
        }
    }

    /** Lets go of the threads and of the selector. Pipes must have been cut before. */
    @Override
    public void close() {
        synchronized (tasks) {
            if (closed) {
                return;
            }
            closed = true;
            if (!running) {
                startLead();
            }
        }
        sinkCalls.overtakeNow();
        for (Thread slow : overtaken) {
            slow.interrupt();
        }
        selector.wakeup();
    }

    private static Logger log() {
        return Logs.of(SelectorLoop.class);
    }
}
