package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The pipes of the Java platform, asked by one thread for what is there: for systems without {@code /proc}. Reading never
 * blocks, since no more is read than {@code available()} tells. The thread is there only while there are pipes.
 */
final class PollingTransport implements Transport {
    private static final long SHORTEST_NAP = 1_000_000;
    private static final long LONGEST_NAP = 50_000_000;

    private final ThreadMaker threads;
    private final Executor pool;
    private final List<PolledPlumbing> open = new CopyOnWriteArrayList<>();
    private Thread thread;

    PollingTransport(ThreadMaker threads, Executor pool) {
        this.threads = threads;
        this.pool = pool;
    }

    @Override
    public Plumbing open(Command command, StreamCapture stdout, Optional<StreamCapture> stderr) {
        return new PolledPlumbing(command, stdout, stderr, this, pool);
    }

    void serve(PolledPlumbing plumbing) {
        synchronized (this) {
            open.add(plumbing);
            if (thread == null) {
                thread = threads.start("output", this::loop);
            }
        }
    }

    void forget(PolledPlumbing plumbing) {
        open.remove(plumbing);
    }

    void wake() {
        Thread sleeper;
        synchronized (this) {
            sleeper = thread;
        }
        LockSupport.unpark(sleeper);
    }

    private void loop() {
        long nap = SHORTEST_NAP;
        while (true) {
            boolean any = false;
            for (PolledPlumbing plumbing : open) {
                any |= plumbing.poll();
            }
            synchronized (this) {
                if (open.isEmpty()) {
                    thread = null;
                    return;
                }
            }
            nap = any ? SHORTEST_NAP : Math.min(LONGEST_NAP, nap * 2);
            LockSupport.parkNanos(nap);
        }
    }

    @Override
    public void close() {
        open.forEach(PolledPlumbing::cut);
        wake();
    }
}
