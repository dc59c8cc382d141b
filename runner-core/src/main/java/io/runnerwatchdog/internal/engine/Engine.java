package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.stop.Leftovers;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The watchdog itself. */
public final class Engine implements Watchdog {
    /** What a stop may take beside grace and patience: the diagnosis, the listeners, draining, sinks. */
    private static final Duration BESIDE_STOPPING = Duration.ofSeconds(12);

    private static final Duration LISTENERS_HAVE = Duration.ofSeconds(2);
    private static final Duration THREADS_HAVE = Duration.ofSeconds(1);

    private final Workshop shop;
    private final ThreadMaker threads;
    private final Starter starter;
    private final Set<ActiveRun> active = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Lock starting = gate.readLock();
    private final Lock allStarts = gate.writeLock();
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    Engine(Workshop shop, ThreadMaker threads, SecureRandom random) {
        this.shop = shop;
        this.threads = threads;
        this.starter = new Starter(shop, random, active::remove);
    }

    @Override
    public Run start(Command command) {
        Starter.Begun begun = begin(command);
        if (begun.active().isEmpty()) {
            return begun.ended().orElseThrow();
        }
        ActiveRun run = begun.active().get();
        run.supervise();
        return run;
    }

    @Override
    public RunResult run(Command command) throws InterruptedException {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedException("interrupted before the run was started");
        }
        Starter.Begun begun = begin(command);
        if (begun.active().isEmpty()) {
            return begun.ended().orElseThrow().ended();
        }
        return begun.active().get().superviseHere();
    }

    private Starter.Begun begin(Command command) {
        Objects.requireNonNull(command, "command");
        starting.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this watchdog is closed");
            }
            Starter.Begun begun = starter.start(command);
            begun.active().ifPresent(active::add);
            return begun;
        } finally {
            starting.unlock();
        }
    }

    @Override
    public Subscription listen(RunListener listener) {
        ListenerLane lane = shop.announcer().add(Objects.requireNonNull(listener, "listener"));
        return () -> shop.announcer().remove(lane);
    }

    @Override
    public int active() {
        return active.size();
    }

    @Override
    public void close() {
        // Waits for the starts that are under way: a close that missed one would let go of what its run needs.
        allStarts.lock();
        try {
            closed = true;
        } finally {
            allStarts.unlock();
        }
        // A second caller waits until the first is done, so that "closed" holds for it too.
        closing.lock();
        try {
            if (!shop.workers().isShutdown()) {
                stopAll();
                letGo();
            }
        } finally {
            closing.unlock();
        }
    }

    private void stopAll() {
        List<ActiveRun> runs = List.copyOf(active);
        runs.forEach(run -> run.stop(StopReason.CLOSED));
        long begun = shop.clock().now();
        Duration most = shop.stopPolicy().patience().plus(BESIDE_STOPPING);
        for (ActiveRun run : runs) {
            // They stop side by side, so their times do not add up.
            Duration waited = Duration.ofNanos(shop.clock().now() - begun);
            Uninterrupted.wait(
                    () -> run.awaitEnd(most.plus(run.limits().grace()).minus(waited)));
        }
        if (shop.stopPolicy().leftovers() == StopPolicy.Leftovers.STOP) {
            Leftovers leftovers = new Leftovers(shop.census());
            leftovers.stop(shop.clock(), shop.workers(), shop.stopPolicy());
            Uninterrupted.wait(() -> leftovers.await(shop.stopPolicy()));
        }
    }

    private void letGo() {
        shop.announcer().flush(LISTENERS_HAVE);
        shop.outputRoom().close();
        shop.workers().shutdown();
        for (Runnable waiting : shop.foreign().shutdownNow()) {
            if (waiting instanceof HandOut result) {
                // All threads of the pool were held by the host's code; a result must not be lost for that.
                threads.start("result", result);
            }
        }
        shop.clock().close();
        Uninterrupted.wait(() -> threads.awaitEnd(THREADS_HAVE.toNanos()));
    }
}
