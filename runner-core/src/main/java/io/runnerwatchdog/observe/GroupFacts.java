package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.Objects;

/**
 * The control group of a process.
 *
 * @param path its path in the hierarchy that limits the CPU
 * @param throttledPeriods in how many periods so far its CPU quota ran out, or that of a group above it, all added up
 * @param throttled for how long so far its members, or those of a group above, stood still because of that; booked when they
 *     go on
 */
public record GroupFacts(String path, long throttledPeriods, Duration throttled) {
    public GroupFacts {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(throttled, "throttled");
    }
}
