package io.runnerwatchdog.config;

import io.runnerwatchdog.run.LimitOverrides;
import java.time.Duration;
import java.util.Optional;

/** The limits that one level sets, and where it sets them. */
record LimitLevel(Optional<Placed<Duration>> idle, Optional<Placed<Duration>> hard, Optional<Placed<Duration>> grace) {
    static final LimitLevel NONE = new LimitLevel(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and {@code below} for what is not set here. */
    LimitLevel over(LimitLevel below) {
        return new LimitLevel(idle.or(below::idle), hard.or(below::hard), grace.or(below::grace));
    }

    LimitOverrides overrides() {
        return new LimitOverrides(
                idle.map(Placed::value), hard.map(Placed::value), grace.map(Placed::value), Optional.empty());
    }
}
