package io.runnerwatchdog.run;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Limits of which some are set; what is not set comes from the next level below.
 *
 * @param idle see {@link Limits#idle()}
 * @param hard see {@link Limits#hard()}
 * @param grace see {@link Limits#grace()}
 * @param warn see {@link Limits#warn()}
 */
public record LimitOverrides(
        Optional<Duration> idle, Optional<Duration> hard, Optional<Duration> grace, Optional<Duration> warn) {
    /** Nothing set. */
    public static final LimitOverrides NONE =
            new LimitOverrides(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public LimitOverrides {
        if (idle.isPresent()) {
            Limits.requirePositive(idle.get(), "idleTimeout");
        }
        if (hard.isPresent()) {
            Limits.requirePositive(hard.get(), "hardTimeout");
        }
        if (grace.isPresent()) {
            Limits.requireNotNegative(grace.get(), "gracePeriod");
        }
        if (warn.isPresent()) {
            Limits.requirePositive(warn.get(), "warnAfter");
        }
    }

    /** These, with {@link #idle()} replaced. */
    public LimitOverrides withIdle(Duration value) {
        Objects.requireNonNull(value, "idleTimeout");
        return new LimitOverrides(Optional.of(value), hard, grace, warn);
    }

    /** These, with {@link #hard()} replaced. */
    public LimitOverrides withHard(Duration value) {
        Objects.requireNonNull(value, "hardTimeout");
        return new LimitOverrides(idle, Optional.of(value), grace, warn);
    }

    /** These, with {@link #grace()} replaced. */
    public LimitOverrides withGrace(Duration value) {
        Objects.requireNonNull(value, "gracePeriod");
        return new LimitOverrides(idle, hard, Optional.of(value), warn);
    }

    /** These, with {@link #warn()} replaced. */
    public LimitOverrides withWarn(Duration value) {
        Objects.requireNonNull(value, "warnAfter");
        return new LimitOverrides(idle, hard, grace, Optional.of(value));
    }

    /** These, and {@code below} for what is not set here. */
    public LimitOverrides over(LimitOverrides below) {
        return new LimitOverrides(
                first(idle, below.idle), first(hard, below.hard), first(grace, below.grace), first(warn, below.warn));
    }

    private static Optional<Duration> first(Optional<Duration> here, Optional<Duration> below) {
        return here.isPresent() ? here : below;
    }

    /**
     * These, and {@code below} for what is not set here.
     *
     * <p>Levels can meet that were never written side by side: a short hard limit given for one run, an idle limit from
     * the configuration. The run then ends at the hard limit anyway, so an idle limit that is not shorter is
     * {@link Limits#NEVER}; it is an error only where both stand on the same level.
     *
     * @throws IllegalArgumentException if both limits are set here and idle is not shorter than hard
     */
    public Limits over(Limits below) {
        Duration hardLimit = hard.orElse(below.hard());
        Duration idleLimit = idle.orElse(below.idle());
        boolean oneLevel = idle.isPresent() && hard.isPresent();
        if (!oneLevel && idleLimit.compareTo(hardLimit) >= 0) {
            idleLimit = Limits.NEVER;
        }
        return new Limits(idleLimit, hardLimit, grace.orElse(below.grace()), first(warn, below.warn()));
    }
}
