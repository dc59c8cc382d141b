package io.runnerwatchdog.internal.threads;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Makes all threads of one watchdog: daemons, so that none keeps its host alive, with names that say whose they are. */
public final class ThreadMaker {
    /** How the names of all threads of a watchdog begin. */
    static final String PREFIX = "runner-watchdog-";

    private static final int LINGER_SECONDS = 2;

    /**
     * How long to wait where there is no memory, in nanoseconds: whoever took it all is thrown an error as well, and gives it
     * back.
     */
    private static final long SCARCE = 20_000_000;

    private final AtomicLong numbers = new AtomicLong();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    /** A new thread, running. */
    public Thread start(String role, Runnable work) {
        Thread thread = make(role, work);
        thread.start();
        return thread;
    }

    /**
     * The same for work that serves all runs: where memory runs out it is begun anew, a moment later. It must be fit for
     * that at any point.
     */
    public Thread startLasting(String role, Runnable work) {
        return start(role, new Lasting(work));
    }

    private record Lasting(Runnable work) implements Runnable {
        @Override
        public void run() {
            boolean scarce = false;
            while (true) {
                try {
                    if (scarce) {
                        LockSupport.parkNanos(SCARCE);
                    }
                    work.run();
                    return;
                } catch (OutOfMemoryError none) {
                    // Nothing but this here: what is called now may need memory itself, if only to be loaded.
                    scarce = true;
                }
            }
        }
    }

    /**
     * A pool that grows to {@code most} threads under load, queues what is beyond that, and shrinks to none when there is
     * nothing to do. Once it is shut down it rejects by exception.
     */
    public ExecutorService pool(String role, int most) {
        HandOver queue = new HandOver();
        return new ThreadPoolExecutor(0, most, LINGER_SECONDS, TimeUnit.SECONDS, queue, new Crew(role), queue);
    }

    /**
     * Waits until all threads have ended, the current one aside, but no longer than {@code nanos} in all; an interrupt that
     * comes meanwhile is kept for the caller.
     */
    public void awaitEnd(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (Thread thread : alive) {
            while (thread != Thread.currentThread() && thread.isAlive()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread make(String role, Runnable work) {
        return new Hand(PREFIX + role + "-" + numbers.incrementAndGet(), work);
    }

    /** A thread that is known while it works. */
    private final class Hand extends Thread {
        private final Runnable work;

        Hand(String name, Runnable work) {
            super(name);
            this.work = work;
            setDaemon(true);
        }

        @Override
        public void run() {
            alive.add(this);
            try {
                work.run();
            } finally {
                alive.remove(this);
            }
        }
    }

    /** The threads of one pool. */
    private final class Crew implements ThreadFactory {
        private final String role;

        Crew(String role) {
            this.role = role;
        }

        @Override
        public Thread newThread(Runnable work) {
            return make(role, work);
        }
    }

    /**
     * Makes the pool start a thread before it queues: it takes work only where an idle thread waits for it. What the pool
     * then refuses, because it may not grow, is put in the queue for the next thread that gets idle.
     */
    private static final class HandOver extends LinkedTransferQueue<Runnable> implements RejectedExecutionHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable work) {
            return tryTransfer(work);
        }

        @Override
        public void rejectedExecution(Runnable work, ThreadPoolExecutor pool) {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("closed");
            }
            put(work);
        }
    }
}
