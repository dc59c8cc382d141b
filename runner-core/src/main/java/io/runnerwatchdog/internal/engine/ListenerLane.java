package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.SerialLane;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.spi.Ticker;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** One listener behind a guard: it gets events in order from a bounded queue, and what it does is its own affair. */
final class ListenerLane {
    /** Told that a listener failed on an event. */
    interface Trouble {
        void failed(ListenerLane lane, RunEvent event, String problem);
    }

    private static final String REMEDY = "Hand what takes long to a thread of your own";

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
    private final AtomicBoolean complainedOfDelay = new AtomicBoolean();
    private final Ticker ticker;
    private volatile Optional<Hand> inHand = Optional.empty();
    private volatile boolean late;

    /** The event that it was called with and has not returned from, and since when. */
    private record Hand(RunEvent event, long since) {}

    /** @param ticker the clock for how long it keeps an event */
    ListenerLane(RunListener listener, Predicate<RunEvent> wanted, Executor pool, Ticker ticker, Trouble trouble) {
        this.listener = listener;
        this.ticker = ticker;
        this.wanted = wanted;
        this.lane = new SerialLane(pool, CAPACITY);
        this.trouble = trouble;
    }

    void offer(RunEvent event) {
        // Asked here as well: most lanes of most hosts want nothing, and for that nothing should be made.
        if (isWanted(event)) {
            offer(event, () -> {});
        }
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
                log().warn("listener {} is {} events behind; events are lost to it. {}", name(), CAPACITY, REMEDY);
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
            inHand = Optional.of(new Hand(event, ticker.nanos()));
            listener.onEvent(event);
        } catch (Throwable failed) { // errors too: a failed assertion is one
            trouble.failed(this, event, Thrown.describe(failed));
            if (complained.compareAndSet(false, true)) {
                String kind = event.getClass().getSimpleName();
                Thrown.log(
                        ListenerLane.class,
                        Level.WARN,
                        "listener " + name() + " failed on " + kind + ", which is lost to it, and the run goes on;"
                                + " see what it threw. Further failures of it are not logged",
                        failed);
            }
        } finally {
            inHand = Optional.empty();
        }
    }

    /** A stall has waited for it in vain. */
    void noteIfBehind() {
        late = isBehind();
        if (late && complainedOfDelay.compareAndSet(false, true)) {
            log().warn(
                            "listener {} {}; the stop of a stalled run goes on without it. {}. Further delays of it are not"
                                    + " logged",
                            name(),
                            delay(),
                            REMEDY);
        }
    }

    /** The watchdog is closed, and has waited for it in vain. */
    void noteIfLeftBehind() {
        if (isBehind()) {
            log().warn(
                            "listener {} {}; the watchdog is closed without it. {}, and close the watchdog from outside its"
                                    + " listeners",
                            name(),
                            delay(),
                            REMEDY);
        }
    }

    /** Whether it has not taken all that it was told. */
    boolean isBehind() {
        return taken.get() < told.get();
    }

    private String delay() {
        return inHand.map(hand -> "has been in onEvent with "
                        + hand.event().getClass().getSimpleName() + " for "
                        + TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - hand.since()) + " ms")
                .orElse("has not been given a thread for " + (told.get() - taken.get()) + " events");
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

    private static Logger log() {
        return Logs.of(ListenerLane.class);
    }
}
