package io.runnerwatchdog.config;

import io.runnerwatchdog.run.LimitOverrides;
import java.time.Duration;
import java.util.Optional;

/** The limits that one level sets, and where it sets them. */
record LimitLevel(Optional<Placed<Duration>> idle, Optional<Placed<Duration>> hard, Optional<Placed<Duration>> grace) {
    static final LimitLevel NONE = new LimitLevel(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and {@code below} for what is not set here. */
    LimitLevel over(LimitLevel below) {
        return new LimitLevel(first(idle, below.idle), first(hard, below.hard), first(grace, below.grace));
    }

    LimitOverrides overrides() {
        return new LimitOverrides(value(idle), value(hard), value(grace), Optional.empty());
    }

    private static Optional<Placed<Duration>> first(Optional<Placed<Duration>> here, Optional<Placed<Duration>> below) {
        return here.isPresent() ? here : below;
    }

    private static Optional<Duration> value(Optional<Placed<Duration>> limit) {
        return limit.isPresent() ? Optional.of(limit.get().value()) : Optional.empty();
    }
}
