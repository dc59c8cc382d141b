package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Criterion.Goal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Figures in words for people: the same in Markdown, in templates and on a terminal. Pages have forms of their own. Pure. */
public final class Shown {
    /** Where there is nothing to show. */
    public static final String NOTHING = "-";

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Shown() {}

    /** To three digits or so: {@code 850 ms}, {@code 12.3 s}, {@code 5 min 3 s}, {@code 2 h 5 min}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            // In tenths and cut, not rounded: 59.96 s is not yet a minute.
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    public static String duration(Optional<Duration> duration) {
        return duration.map(Shown::duration).orElse(NOTHING);
    }

    /** By the clock of this zone, to the second. */
    public static String time(Instant time, ZoneId zone) {
        return TO_THE_SECOND.format(time.atZone(zone));
    }

    public static String time(Optional<Instant> time, ZoneId zone) {
        return time.map(some -> time(some, zone)).orElse(NOTHING);
    }

    /** A part of a whole. */
    public static String percent(OptionalDouble part) {
        return part.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%.1f %%", part.getAsDouble() * 100);
    }

    /** What a criterion is about. */
    public static String title(Goal goal) {
        return switch (goal) {
            case STALL_RATE -> "stall rate (5 min)";
            case P95_DURATION -> "P95 duration";
            case AUTO_SKIPS -> "auto-skips (24 h)";
            case FAILURE_RATE -> "failure rate (10 min)";
        };
    }

    /** A value of a criterion, with its unit. */
    public static String value(Goal goal, OptionalDouble value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        return switch (goal) {
            case STALL_RATE -> String.format(Locale.ROOT, "%.4f/s", value.getAsDouble());
            case P95_DURATION -> duration(Duration.ofMillis(Math.round(value.getAsDouble() * 1000)));
            case AUTO_SKIPS -> Long.toString(Math.round(value.getAsDouble()));
            case FAILURE_RATE -> percent(value);
        };
    }

    /** What the value must be below, with its unit. */
    public static String limit(Goal goal) {
        BigDecimal limit = BigDecimal.valueOf(goal.limit());
        return switch (goal) {
            case STALL_RATE -> "< " + plain(limit) + "/s";
            case P95_DURATION -> "< " + plain(limit) + " s";
            case AUTO_SKIPS -> "< " + plain(limit);
            case FAILURE_RATE -> "< " + plain(limit.movePointRight(2)) + " %";
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    public static String outcome(Criterion criterion) {
        return switch (criterion.outcome()) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case NOT_JUDGED -> "too little to judge";
        };
    }
}
