package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hands events to the listeners, each on a lane of its own, so that none can hold up a run or another. Thread-safe. */
final class Announcer implements ListenerLane.Trouble {
    private final List<ListenerLane> lanes = new CopyOnWriteArrayList<>();
    private final Executor pool;
    private final Ticker ticker;
    private final InstantSource wallClock;

    /**
     * @param ticker the clock for how long listeners take
     * @param wallClock the clock for the time stamps of events
     */
    Announcer(Executor pool, Ticker ticker, InstantSource wallClock) {
        this.pool = pool;
        this.ticker = ticker;
        this.wallClock = wallClock;
    }

    ListenerLane add(RunListener listener) {
        return add(listener, event -> true);
    }

    /** @param wanted which events it is to hear; asked by whoever tells them, so it must be quick */
    ListenerLane add(RunListener listener, Predicate<RunEvent> wanted) {
        ListenerLane lane = new ListenerLane(listener, wanted, pool, ticker, this);
        lanes.add(lane);
        return lane;
    }

    void remove(ListenerLane lane) {
        lanes.remove(lane);
    }

    /** Hands out an event; never blocks. */
    void tell(RunEvent event) {
        for (ListenerLane lane : lanes) {
            lane.offer(event);
        }
    }

    /** Hands out an event and waits, in bounds, until the listeners that are not behind anyway have taken it. */
    void tellAndWait(RunEvent event, Duration patience) {
        List<ListenerLane> inTime =
                lanes.stream().filter(lane -> !lane.isLate()).toList();
        CountDownLatch taken = new CountDownLatch(inTime.size());
        for (ListenerLane lane : lanes) {
            lane.offer(event, inTime.contains(lane) ? taken::countDown : () -> {});
        }
        if (!await(taken, patience)) {
            // The next stall does not wait for whoever still has this one before it.
            inTime.forEach(ListenerLane::noteIfBehind);
        }
    }

    /** The last thing: waits, in bounds, until all listeners have taken all that was told before. */
    void flush(Duration patience) {
        List<ListenerLane> behind = new ArrayList<>();
        for (ListenerLane lane : lanes) {
            if (lane.isBehind()) {
                behind.add(lane);
            }
        }
        if (behind.isEmpty()) {
            return;
        }
        CountDownLatch taken = new CountDownLatch(behind.size());
        behind.forEach(lane -> lane.mark(taken::countDown));
        if (!await(taken, patience)) {
            behind.forEach(ListenerLane::noteIfLeftBehind);
        }
    }

    private static boolean await(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void failed(ListenerLane lane, RunEvent event, String problem) {
        // A listener that fails on the news of a failure is not news, or there would be no end of it.
        if (!(event instanceof ForeignFailed)) {
            tell(new ForeignFailed(event.run(), wallClock.instant(), lane.part(), lane.name(), problem));
        }
    }
}
