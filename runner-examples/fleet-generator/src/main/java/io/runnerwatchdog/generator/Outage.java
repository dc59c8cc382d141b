package io.runnerwatchdog.generator;

import java.time.Instant;

/** Some minutes in which the registry of packages does not answer, whichever host asks. */
public record Outage(Instant from, Instant to) {
    boolean contains(long millis) {
        return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }
}
