package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Tally;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Periods as they are asked for. They begin and end with a whole minute, since windows are counted in those. */
final class Periods {
    private Periods() {}

    /** The time until now, the present minute included. */
    static Period since(Duration age, Instant now, ZoneId zone) {
        return between(now.minus(age).truncatedTo(ChronoUnit.MINUTES), endOfMinute(now), zone);
    }

    /** A day; so far, if it is today. */
    static Period day(LocalDate day, Instant now, ZoneId zone) {
        Period whole = wholeDay(day, zone);
        if (whole.from().isAfter(now)) {
            throw new UsageException("--date must not be in the future, was " + day);
        }
        return whole.contains(now) ? new Period(whole.from(), endOfMinute(now), zone) : whole;
    }

    private static Period wholeDay(LocalDate day, ZoneId zone) {
        try {
            return Period.day(day, zone);
        } catch (DateTimeException outOfRange) {
            throw new UsageException("--date is no day that can be reckoned with: " + day);
        }
    }

    static Period between(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw new UsageException("the period must begin before it ends, was " + from + " to " + to);
        }
        Period period = new Period(from, to, zone);
        if (period.length().compareTo(Tally.LONGEST_PERIOD) > 0) {
            throw new UsageException("the period must not be longer than " + Tally.LONGEST_PERIOD.toDays()
                    + " days, was " + period.length().toDays());
        }
        return period;
    }

    private static Instant endOfMinute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }
}
