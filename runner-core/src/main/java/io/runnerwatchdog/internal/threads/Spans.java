package io.runnerwatchdog.internal.threads;

import java.time.Duration;

/** Durations of the host's, which may be meant to last for ever, as spans that can be added without an overflow. */
public final class Spans {
    /** Longer than any process lives, and short enough that a few of them can be added in nanoseconds: ten years. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    private Spans() {}

    /** This duration, or ten years if that is shorter. */
    public static Duration bounded(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** The same in nanoseconds. */
    public static long nanos(Duration duration) {
        return bounded(duration).toNanos();
    }
}
