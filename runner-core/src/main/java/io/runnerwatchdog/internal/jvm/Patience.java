package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long one call may still take. It is over at once for a thread that was interrupted, whose status is kept. */
final class Patience {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    private final Ticker ticker;
    private final long deadline;
    private long pause = SHORTEST_PAUSE;

    Patience(Ticker ticker, Duration duration) {
        this.ticker = ticker;
        this.deadline = ticker.nanos() + Spans.nanos(duration);
    }

    private Patience(Ticker ticker, long deadline) {
        this.ticker = ticker;
        this.deadline = deadline;
    }

    /** A part of it: no more than {@code nanos}. */
    Patience atMost(long nanos) {
        return new Patience(ticker, ticker.nanos() + Math.min(nanos, left()));
    }

    boolean isOver() {
        return left() <= 0 || Thread.currentThread().isInterrupted();
    }

    /** Whether there is time for what takes {@code nanos}. */
    boolean allows(long nanos) {
        return left() >= nanos && !Thread.currentThread().isInterrupted();
    }

    /** In nanoseconds; not above zero once it is over. */
    long left() {
        return deadline - ticker.nanos();
    }

    /** Lets some time pass, more of it each time. */
    void pause() {
        if (!isOver()) {
            LockSupport.parkNanos(Math.min(pause, left()));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }
}
