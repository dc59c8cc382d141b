package io.runnerwatchdog.run;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits in force for one run.
 *
 * @param idle stall after so long without output, greater than 0; default 12 s
 * @param hard stall after so long in all, greater than {@code idle}; default 45 s
 * @param grace time between the polite stop and the forced one, 0 or more; default 4 s
 * @param warn say that the run is slow after so long, greater than 0; empty: never
 */
public record Limits(Duration idle, Duration hard, Duration grace, Optional<Duration> warn) {
    /** A limit that is never reached. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** 12 s idle, 45 s in all, 4 s of grace, no warning. */
    public static final Limits DEFAULTS =
            new Limits(Duration.ofSeconds(12), Duration.ofSeconds(45), Duration.ofSeconds(4), Optional.empty());

    public Limits {
        requirePositive(idle, "idleTimeout");
        requirePositive(hard, "hardTimeout");
        requireNotNegative(grace, "gracePeriod");
        Objects.requireNonNull(warn, "warnAfter");
        if (warn.isPresent()) {
            requirePositive(warn.get(), "warnAfter");
        }
        if (idle.compareTo(hard) >= 0 && !idle.equals(NEVER)) {
            throw new IllegalArgumentException(
                    "idleTimeout must be < hardTimeout, was " + idle + " with a hardTimeout of " + hard
                            + "; lengthen the one, shorten the other, or set idleTimeout to Limits.NEVER");
        }
    }

    /** {@code value}, if it is greater than 0. */
    static Duration requirePositive(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " must be > 0, was " + value + "; for no such limit set it to Limits.NEVER");
        }
        return value;
    }

    /** {@code value}, if it is 0 or more. */
    static Duration requireNotNegative(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must be >= 0, was " + value);
        }
        return value;
    }
}
