package io.runnerwatchdog;

import java.time.Duration;
import java.util.Objects;

/**
 * How a tree is stopped. Immutable.
 *
 * @param grace time between the polite stop (SIGTERM) and the forced one (SIGKILL), 0 or more; 0 means force at once
 * @param patience how long a forced tree may take to die before the rest is reported as survivors, greater than 0
 * @param leftovers what {@link Watchdog#close()} does with processes that outlived a run that ended by itself
 */
public record StopPolicy(Duration grace, Duration patience, Leftovers leftovers) {
    /** What becomes of processes that a run left behind, such as a daemon it started. */
    public enum Leftovers {
        /** They are stopped when the watchdog is closed. The default. */
        STOP,
        /** They live on. */
        KEEP
    }

    /** 4 s of grace, 2 s of patience, leftovers stopped. */
    public static final StopPolicy DEFAULT = graceful(Duration.ofSeconds(4));

    public StopPolicy {
        Objects.requireNonNull(grace, "grace");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(leftovers, "leftovers");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must be >= 0, was " + grace);
        }
        if (patience.isZero() || patience.isNegative()) {
            throw new IllegalArgumentException("patience must be > 0, was " + patience);
        }
    }

    /** Asks first, forces after {@code grace}. */
    public static StopPolicy graceful(Duration grace) {
        return new StopPolicy(grace, Duration.ofSeconds(2), Leftovers.STOP);
    }

    /** Forces at once. */
    public static StopPolicy forced() {
        return graceful(Duration.ZERO);
    }

    /** This policy with other leftovers. */
    public StopPolicy leftovers(Leftovers choice) {
        return new StopPolicy(grace, patience, choice);
    }
}
