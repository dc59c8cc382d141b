package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.process.Child;
import io.runnerwatchdog.internal.process.GivenChild;
import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.threads.ShutdownWork;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.internal.threads.Uninterrupted;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The watchdog itself. */
public final class Engine implements Watchdog, Registry {
    private static final Duration LISTENERS_HAVE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration THREADS_HAVE = Duration.ofSeconds(1);

    private final Workshop shop;
    private final ThreadMaker threads;
    private final Starter starter;
    private final Doorway doorway;
    private final Remains remains;
    private final ShutdownWork atShutdown = new ShutdownWork();
    private final Set<ActiveRun> active = ConcurrentHashMap.newKeySet();
    private final Set<RetriedRun> retried = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Lock starting = gate.readLock();
    private final Lock allStarts = gate.writeLock();
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    Engine(Workshop shop, ThreadMaker threads, Turns turns, Remains remains) {
        this.shop = shop;
        this.threads = threads;
        this.remains = remains;
        this.starter = new Starter(shop, this);
        this.doorway = new Doorway(turns, starter, shop, this);
        shop.containment().tell(shop.guardian());
    }

    @Override
    public Run start(Command command) {
        Order order = order(command);
        Optional<EndedRun> refused = starter.refuse(order);
        return refused.isPresent() ? refused.get() : begun(order);
    }

    @Override
    public RunResult run(Command command) throws InterruptedException {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedException("interrupted before the run was started, so it was not;"
                    + " where it has to run all the same, clear the status first by Thread.interrupted()");
        }
        Order order = order(command);
        Optional<EndedRun> refused = starter.refuse(order);
        if (refused.isPresent()) {
            return refused.get().ended();
        }
        return order.retry().attempts() == 1
                ? doorway.run(order)
                : retried(order).await();
    }

    private Run begun(Order order) {
        return order.retry().attempts() == 1 ? doorway.start(order) : retried(order);
    }

    private RetriedRun retried(Order order) {
        RetriedRun run = new RetriedRun(shop, order, doorway::start, retried::remove);
        retried.add(run);
        run.begin(order);
        return run;
    }

    @Override
    public Run watch(Process process) {
        return watch(
                new StartedChild(Objects.requireNonNull(process, "process")), Strangers.describe(process.toHandle()));
    }

    @Override
    public Run watch(Process process, Command described) {
        return watch(new StartedChild(Objects.requireNonNull(process, "process")), described);
    }

    @Override
    public Run watch(ProcessHandle process) {
        return watch(new GivenChild(Objects.requireNonNull(process, "process")), Strangers.describe(process));
    }

    @Override
    public Run watch(ProcessHandle process, Command described) {
        return watch(new GivenChild(Objects.requireNonNull(process, "process")), described);
    }

    private Run watch(Child child, Command described) {
        Objects.requireNonNull(described, "described");
        Strangers.refuseSelfAndAncestors(child.handle());
        starting.lock();
        try {
            requireOpen();
            ActiveRun run = starter.watch(child, described);
            active.add(run);
            doorway.keepsNoTurn(run);
            run.supervise();
            return run;
        } finally {
            starting.unlock();
        }
    }

    private Order order(Command command) {
        Objects.requireNonNull(command, "command");
        starting.lock();
        try {
            requireOpen();
            return starter.order(command);
        } finally {
            starting.unlock();
        }
    }

    @Override
    public Starter.Begun begin(Order order) {
        starting.lock();
        try {
            if (closed) {
                return Starter.Begun.not(starter.withdraw(order));
            }
            shop.guardian().watch();
            atShutdown.plan(this);
            remains.sweepOnce();
            Starter.Begun begun = starter.launch(order);
            if (begun.active().isPresent()) {
                active.add(begun.active().get());
                remains.begun(begun.active().get().parts().info().pid());
            }
            return begun;
        } finally {
            starting.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "this watchdog is closed; build another, or close it after its last run only");
        }
    }

    @Override
    public void ended(ActiveRun run, RunResult how) {
        starter.tellSkips(run.command(), how);
        remains.note(run.parts().tree().family(), run.parts().hold(), run.survivors());
        active.remove(run);
        doorway.ended(run);
    }

    @Override
    public Diagnosis diagnose(ProcessHandle process, Duration window) throws InterruptedException {
        Objects.requireNonNull(process, "process");
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be within (0, 1 min], was " + window);
        }
        starting.lock();
        try {
            requireOpen();
        } finally {
            starting.unlock();
        }
        return new SpotCheck(shop).diagnose(process, window);
    }

    @Override
    public Subscription listen(RunListener listener) {
        ListenerLane lane = shop.announcer().add(Objects.requireNonNull(listener, "listener"));
        return () -> shop.announcer().remove(lane);
    }

    @Override
    public List<String> classifiers() {
        return shop.diagnostician().classifiers();
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
                atShutdown.close();
                doorway.close();
                for (RetriedRun run : retried) {
                    run.giveUp();
                }
                stopAll();
                letGo();
            }
        } finally {
            closing.unlock();
        }
    }

    private void stopAll() {
        List<ActiveRun> runs = List.copyOf(active);
        for (ActiveRun run : runs) {
            run.stop(StopReason.CLOSED);
        }
        long begun = shop.clock().now();
        for (ActiveRun run : runs) {
            // They stop side by side, so their times do not add up.
            Duration waited = Duration.ofNanos(shop.clock().now() - begun);
            Uninterrupted.wait(() -> run.awaitEnd(Overdue.most(run.parts()).minus(waited)));
        }
        remains.stop();
    }

    private void letGo() {
        shop.announcer().flush(LISTENERS_HAVE);
        shop.outputRoom().close();
        shop.containment().close();
        shop.guardian().close();
        // Not at once: what it has in hand is a stall to be written down.
        shop.skipping().shutdown();
        shop.judges().shutdown();
        shop.workers().shutdown();
        for (Runnable waiting : shop.foreign().shutdownNow()) {
            if (waiting instanceof HandOut result) {
                // All threads of the pool were held by the host's code; a result must not be lost for that.
                threads.start("result", result);
            }
        }
        shop.clock().close();
        threads.awaitEnd(THREADS_HAVE.toNanos());
    }
}
