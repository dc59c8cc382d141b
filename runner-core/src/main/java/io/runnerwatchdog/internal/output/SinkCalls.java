package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the reading thread call sinks itself, which spares a copy and the waking of a thread for each chunk, and yet no
 * sink can hold up the reading: a call that takes too long costs its thread the lead, and another thread reads on.
 *
 * <p>{@link #begin} and {@link #end} have one caller, the thread that has the lead. Thread-safe otherwise.
 */
final class SinkCalls {
    /** The answer of {@link #begin} where no call may be made now. */
    static final long NOT_NOW = -1;

    /** A call that is still under way at two looks so far apart is overtaken. */
    private static final long LOOK_EVERY = Duration.ofMillis(10).toNanos();

    /** After that nothing is called here for a while, so that many slow sinks cannot hold up the reading in turn. */
    private static final long REST = Duration.ofSeconds(1).toNanos();

    private final DeadlineClock clock;
    private final Runnable overtake;

    // Odd while a call is under way. One compare-and-set decides between its end and its being overtaken.
    private final AtomicLong calls = new AtomicLong();
    // The last call whose overtaking is over.
    private volatile long settled;
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean resting;

    /** @param overtake called on the clock's thread, to let another thread read on */
    SinkCalls(DeadlineClock clock, Runnable overtake) {
        this.clock = clock;
        this.overtake = overtake;
    }

    /** Before a call of a sink; the answer is for {@link #end}. */
    long begin() {
        if (resting) {
            return NOT_NOW;
        }
        long call = calls.incrementAndGet();
        if (!watched.get()) {
            watch();
        }
        return call;
    }

    /** After a call; false where the calling thread has lost the lead meanwhile. */
    boolean end(long call) {
        if (calls.compareAndSet(call, call + 1)) {
            return true;
        }
        // Guards against a thread that goes on while the other is only about to get the lead: both would read into one
        // buffer. It is a matter of starting a thread.
        while (settled - call < 0) {
            Thread.yield();
        }
        return false;
    }

    /** The time, in nanoseconds. */
    long now() {
        return clock.now();
    }

    /** Overtakes the call that is under way, if there is one. */
    void overtakeNow() {
        long call = calls.get();
        if (isUnderWay(call)) {
            overtake(call);
        }
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            long now = calls.get();
            clock.after(LOOK_EVERY, () -> look(now));
        }
    }

    private void look(long before) {
        long now = calls.get();
        if (now == before && isUnderWay(now)) {
            overtake(now);
        }
        if (calls.get() != before || isUnderWay(before)) {
            long next = calls.get();
            clock.after(LOOK_EVERY, () -> look(next));
            return;
        }
        watched.set(false);
        // Guards against a call that began just before the line above and relied on the old watch.
        if (calls.get() != before) {
            watch();
        }
    }

    private void overtake(long call) {
        if (calls.compareAndSet(call, call + 1)) {
            try {
                resting = true;
                clock.after(REST, () -> resting = false);
                overtake.run();
            } finally {
                settled = call;
            }
        }
    }

    private static boolean isUnderWay(long call) {
        return (call & 1) == 1;
    }
}
