package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Tally;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The period as it is asked for, with the words of {@code runner report}. It begins and ends with a whole minute. */
final class AskedPeriod {
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Which day. Default: today, so far.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Instead of a day: not older than so long, as 24h, 30d.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Where days begin. Default: UTC, as hosts may be anywhere.")
    private ZoneId zone = ZoneId.of("UTC");

    /** @throws IllegalArgumentException if there is no such period, with what to tell the caller */
    Period until(Instant now) {
        if (date.isPresent() && since.isPresent()) {
            throw new IllegalArgumentException("--date and --since exclude each other");
        }
        Instant nextMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        if (since.isPresent()) {
            return bounded(new Period(now.minus(age(since.get())).truncatedTo(ChronoUnit.MINUTES), nextMinute, zone));
        }
        Period day = day(date.orElseGet(() -> LocalDate.ofInstant(now, zone)));
        if (day.from().isAfter(now)) {
            throw new IllegalArgumentException("--date must not be in the future, was " + date.orElseThrow());
        }
        return day.contains(now) ? new Period(day.from(), nextMinute, zone) : day;
    }

    private Period day(LocalDate day) {
        try {
            return Period.day(day, zone);
        } catch (DateTimeException outOfRange) {
            throw new IllegalArgumentException("--date is no day that can be reckoned with: " + day, outOfRange);
        }
    }

    private static Period bounded(Period period) {
        if (period.length().compareTo(Tally.LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("the period must not be longer than " + Tally.LONGEST_PERIOD.toDays()
                    + " days, was " + period.length().toDays());
        }
        return period;
    }

    private static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException("--since must be a number and s, m, h or d, was \"" + text + "\"");
        }
        long amount = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
