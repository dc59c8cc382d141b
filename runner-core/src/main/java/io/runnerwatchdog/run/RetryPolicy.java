package io.runnerwatchdog.run;

import io.runnerwatchdog.diagnosis.RootCause;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a step that went wrong is tried again. Immutable.
 *
 * <p>The pause before attempt <i>n</i> + 1 is drawn evenly from the upper half of {@code delay} × 2<sup>n-1</sup>, at most
 * {@code longestDelay}: half of it fixed, half of it chance, so that steps which failed together do not come back together.
 *
 * @param attempts how often it is tried in all, from 1 to 100; 1 means never again
 * @param causes the root causes of a stall after which it is tried again
 * @param afterFailure whether it is tried again after it exited with a code other than 0
 * @param delay the longest pause before the second attempt, 0 or more
 * @param longestDelay what no pause exceeds, not less than {@code delay}
 */
public record RetryPolicy(
        int attempts, Set<RootCause> causes, boolean afterFailure, Duration delay, Duration longestDelay) {
    /** The most attempts there can be. */
    public static final int MOST_ATTEMPTS = 100;

    /**
     * The causes that may be gone at the next attempt. A step that waits for a person, computes for ever or writes to
     * somebody who does not read would do so again.
     */
    public static final Set<RootCause> PASSING_CAUSES = Set.of(
            RootCause.NETWORK,
            RootCause.IO_WAIT,
            RootCause.LOCK,
            RootCause.CPU_STARVE,
            RootCause.CHILD_HANG,
            RootCause.UNKNOWN);

    /** One attempt. */
    public static final RetryPolicy NEVER =
            new RetryPolicy(1, PASSING_CAUSES, false, Duration.ofSeconds(1), Duration.ofSeconds(30));

    public RetryPolicy {
        causes = Set.copyOf(causes);
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(longestDelay, "longestDelay");
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be within 1 and " + MOST_ATTEMPTS + ", was " + attempts
                    + "; the first counts too, so 1 means never again");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must be >= 0, was " + delay);
        }
        if (longestDelay.compareTo(delay) < 0) {
            throw new IllegalArgumentException(
                    "longestDelay must be >= delay, which is " + delay + ", was " + longestDelay);
        }
    }

    /** {@link #PASSING_CAUSES}, not after failures, with pauses of 1 s at first and 30 s at most. */
    public static RetryPolicy attempts(int attempts) {
        return new RetryPolicy(attempts, NEVER.causes, NEVER.afterFailure, NEVER.delay, NEVER.longestDelay);
    }

    /** This policy for these causes instead. */
    public RetryPolicy onCauses(Set<RootCause> these) {
        return new RetryPolicy(attempts, these, afterFailure, delay, longestDelay);
    }

    /** This policy, and after failures as well. */
    public RetryPolicy andAfterFailure() {
        return new RetryPolicy(attempts, causes, true, delay, longestDelay);
    }

    /** This policy with other pauses. */
    public RetryPolicy pausing(Duration first, Duration longest) {
        return new RetryPolicy(attempts, causes, afterFailure, first, longest);
    }
}
