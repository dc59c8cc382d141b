package io.runnerwatchdog.internal.skip;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A time of day that is set by hand. Thread-safe. Begins before all files of a test, which so are never too old. */
final class WallClock implements InstantSource {
    static final Instant NOON = Instant.parse("2020-02-29T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Override
    public Instant instant() {
        return now.get();
    }

    void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    void set(Instant time) {
        now.set(time);
    }
}
