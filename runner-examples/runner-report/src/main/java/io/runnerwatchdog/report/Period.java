package io.runnerwatchdog.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The time that a report is about. Immutable.
 *
 * @param from its first moment
 * @param to the first moment after it
 * @param zone in which hours and days are counted and shown
 */
public record Period(Instant from, Instant to, ZoneId zone) {
    public Period {
        Objects.requireNonNull(zone, "zone");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period must begin before it ends, was " + from + " to " + to);
        }
    }

    /** A day from midnight to midnight; 23 or 25 hours where clocks are changed. */
    public static Period day(LocalDate day, ZoneId zone) {
        return new Period(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** The day of the calendar on which it ends. One that ends at midnight ends on the day before. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.minusNanos(1), zone);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
