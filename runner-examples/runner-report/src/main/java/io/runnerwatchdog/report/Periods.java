package io.runnerwatchdog.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods as they are asked for on a command line. Those that reach until now begin and end with a whole minute, since windows
 * are counted in those.
 */
public final class Periods {
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");

    private Periods() {}

    /**
     * What {@code --date} or {@code --since} ask for; without either it is today, so far.
     *
     * @throws WrongPeriodException if there is no such period, or both are given
     */
    public static Period asked(Optional<LocalDate> date, Optional<String> since, Instant now, ZoneId zone) {
        if (date.isPresent() && since.isPresent()) {
            throw new WrongPeriodException("--date and --since exclude each other");
        }
        return since.isPresent()
                ? since(since.get(), now, zone)
                : day(date.orElseGet(() -> LocalDate.ofInstant(now, zone)), now, zone);
    }

    /**
     * The time until now, the present minute included.
     *
     * @param age as {@link #age} takes it
     * @throws WrongPeriodException if there is no such period
     */
    public static Period since(String age, Instant now, ZoneId zone) {
        return between(now.minus(age(age)).truncatedTo(ChronoUnit.MINUTES), endOfMinute(now), zone);
    }

    /** A day; so far, if it is today. */
    private static Period day(LocalDate day, Instant now, ZoneId zone) {
        Period whole = wholeDay(day, zone);
        if (whole.from().isAfter(now)) {
            throw new WrongPeriodException("--date must not be in the future, was " + day);
        }
        return whole.contains(now) ? new Period(whole.from(), endOfMinute(now), zone) : whole;
    }

    private static Period wholeDay(LocalDate day, ZoneId zone) {
        try {
            return Period.day(day, zone);
        } catch (DateTimeException outOfRange) {
            throw new WrongPeriodException("--date is no day that can be reckoned with: " + day, outOfRange);
        }
    }

    /**
     * The time between two moments.
     *
     * @throws WrongPeriodException if it does not begin before it ends, or is longer than {@link Tally#LONGEST_PERIOD}
     */
    public static Period between(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw new WrongPeriodException("the period must begin before it ends, was " + from + " to " + to);
        }
        Period period = new Period(from, to, zone);
        if (period.length().compareTo(Tally.LONGEST_PERIOD) > 0) {
            throw new WrongPeriodException("the period must not be longer than " + Tally.LONGEST_PERIOD.toDays()
                    + " days, was " + period.length().toDays());
        }
        return period;
    }

    /**
     * How long ago {@code --since} means: a number and one of s, m, h and d, as 90s or 30d.
     *
     * @throws WrongPeriodException if it is something else
     */
    public static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new WrongPeriodException("--since must be a number and s, m, h or d, was \"" + text + "\"");
        }
        long amount = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Instant endOfMinute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }
}
