package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.threads.SerialLane;
import io.runnerwatchdog.internal.threads.Thrown;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One listener behind a guard: it gets events in order from a bounded queue, and what it does is its own affair. */
final class ListenerLane {
    /** Told that a listener failed on an event. */
    interface Trouble {
        void failed(ListenerLane lane, RunEvent event, String problem);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ListenerLane.class);

    /** How many events may wait for one listener. */
    private static final int CAPACITY = 4096;

    private final RunListener listener;
    private final Predicate<RunEvent> wanted;
    private final SerialLane lane;
    private final Trouble trouble;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean late;

    ListenerLane(RunListener listener, Predicate<RunEvent> wanted, Executor pool, Trouble trouble) {
        this.listener = listener;
        this.wanted = wanted;
        this.lane = new SerialLane(pool, CAPACITY);
        this.trouble = trouble;
    }

    void offer(RunEvent event, Runnable whenTaken) {
        if (!isWanted(event)) {
            whenTaken.run();
            return;
        }
        told.incrementAndGet();
        boolean accepted = lane.offer(() -> {
            hand(event);
            taken.incrementAndGet();
            late = false;
            whenTaken.run();
        });
        if (!accepted) {
            taken.incrementAndGet();
            whenTaken.run();
            if (lost.incrementAndGet() == 1) {
                LOG.warn("listener {} is {} events behind; events are lost to it", name(), CAPACITY);
            }
        }
    }

    /** On the thread of whoever tells it, which supervises: what goes wrong here must not end that. */
    private boolean isWanted(RunEvent event) {
        try {
            return wanted.test(event);
        } catch (RuntimeException | Error failed) {
            return false;
        }
    }

    /** Calls back when all that was offered before has been taken. */
    void mark(Runnable whenTaken) {
        if (!lane.offer(whenTaken)) {
            whenTaken.run();
        }
    }

    private void hand(RunEvent event) {
        try {
            listener.onEvent(event);
        } catch (Throwable failed) { // errors too: a failed assertion is one
            trouble.failed(this, event, Thrown.describe(failed));
            if (complained.compareAndSet(false, true)) {
                String kind = event.getClass().getSimpleName();
                Thrown.log(
                        LOG,
                        Level.WARN,
                        "listener " + name() + " failed on " + kind + "; further failures of it are not logged",
                        failed);
            }
        }
    }

    void noteIfBehind() {
        late = taken.get() < told.get();
    }

    /** Whether it has kept a stall waiting and has taken nothing since. */
    boolean isLate() {
        return late;
    }

    Part part() {
        return listener.part();
    }

    String name() {
        return listener.getClass().getName();
    }
}
