package io.runnerwatchdog.report;

import java.time.Duration;
import java.util.Optional;

/**
 * How long ended steps took, stopped ones included.
 *
 * @param count of how many steps
 * @param p50 half of them took no longer; this and the next two are at most 1 % too long, never too short
 * @param p95 95 of 100 took no longer
 * @param p99 99 of 100 took no longer
 * @param longest exactly
 */
public record Durations(
        long count,
        Optional<Duration> p50,
        Optional<Duration> p95,
        Optional<Duration> p99,
        Optional<Duration> longest) {
    public static final Durations NONE =
            new Durations(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
