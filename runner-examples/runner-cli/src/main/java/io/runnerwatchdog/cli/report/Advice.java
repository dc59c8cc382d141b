package io.runnerwatchdog.cli.report;

import java.time.Duration;

/** The limit that a percentile speaks for. Pure. */
final class Advice {
    /** Below this the start of a program on a busy machine is longer than what it does. */
    private static final long LEAST_MILLIS = 1000;

    private Advice() {}

    /** So much more than {@code usual}, in round numbers: whole seconds, at least one. */
    static Duration limit(Duration usual, double factor) {
        double millis = Math.min(usual.toMillis() * factor, Duration.ofDays(365).toMillis());
        long rounded = (long) Math.ceil(millis / LEAST_MILLIS) * LEAST_MILLIS;
        return Duration.ofMillis(Math.max(LEAST_MILLIS, rounded));
    }
}
