package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that a run whose end is decided comes to it: a thread that is at work for that can be lost, where others have taken
 * all the memory, and then nobody would do it. What is not over when it should be is stopped once more, as often as it takes.
 * Thread-safe.
 */
final class Overdue {
    /** Stops what should be over; called on the clock's thread. */
    interface Stop {
        void stopAgain(StopReason reason);
    }

    /** What a stop may take beside grace and patience: the diagnosis, the listeners, draining, sinks. */
    private static final Duration BESIDE_STOPPING = Duration.ofSeconds(12);

    private final DeadlineClock clock;
    private final Duration most;
    private final Stop stop;
    private Optional<Alarm> next = Optional.empty();
    private boolean over;

    /**
     * @param most after so long it should be over
     * @param stop stops it, also if that is under way
     */
    Overdue(DeadlineClock clock, Duration most, Stop stop) {
        this.clock = clock;
        this.most = most;
        this.stop = stop;
    }

    /** How long the stop of a run may take. */
    static Duration most(RunParts parts) {
        return BESIDE_STOPPING
                .plus(Spans.bounded(parts.limits().grace()))
                .plus(Spans.bounded(parts.shop().stopPolicy().patience()));
    }

    /** Its end is decided, and somebody is about to bring it about. */
    synchronized void begin(StopReason reason) {
        // Guards against an end that comes while this is planned anew: nothing is planned after it.
        if (!over) {
            next = Optional.of(clock.after(Spans.nanos(most), () -> again(reason)));
        }
    }

    private void again(StopReason reason) {
        // First of all: what comes after it may fail for the same want.
        begin(reason);
        stop.stopAgain(reason);
    }

    /** It has come to its end. */
    synchronized void end() {
        over = true;
        if (next.isPresent()) {
            next.get().cancel();
        }
    }
}
