package io.runnerwatchdog.internal.threads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.event.Level;

/**
 * Does work one piece at a time and in order, on threads borrowed from a pool, with a bounded queue. Thread-safe; work
 * never runs under its lock.
 */
public final class SerialLane {
    private final Executor pool;
    private final int capacity;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private boolean running;

    /** @param capacity how many pieces may wait */
    public SerialLane(Executor pool, int capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /** Puts work at the end of the queue; false where the queue is full or the pool is closed, and the work is lost. */
    public boolean offer(Runnable work) {
        synchronized (queue) {
            if (queue.size() >= capacity) {
                return false;
            }
            queue.add(work);
            if (running) {
                return true;
            }
            running = true;
        }
        try {
            pool.execute(this::drain);
            return true;
        } catch (RejectedExecutionException closed) {
            synchronized (queue) {
                running = false;
                queue.clear();
            }
            return false;
        }
    }

    private void drain() {
        while (true) {
            Runnable next;
            synchronized (queue) {
                next = queue.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (Throwable bug) { // what comes after it has its turn all the same
                Thrown.log(SerialLane.class, Level.ERROR, "a piece of work failed", bug);
            }
        }
    }
}
