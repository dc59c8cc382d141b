package io.runnerwatchdog.report.html;

import io.runnerwatchdog.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: in the period's zone, with the date only where it is not plain. */
record Clock(Period period) {
    private static final Duration PLAIN_WITHOUT_DATE = Duration.ofHours(26);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /** Whether the period is one day of the calendar. */
    boolean isDay() {
        return startsAndEndsAtMidnight()
                && period.lastDay().equals(at(period.from()).toLocalDate());
    }

    /** The period, as a heading. */
    String heading() {
        ZonedDateTime from = at(period.from());
        if (isDay()) {
            return WEEKDAY.format(from) + ", " + LONG_DAY.format(from);
        }
        if (!startsAndEndsAtMidnight()) {
            return exactly(period.from()) + " to " + exactly(period.to());
        }
        LocalDate last = period.lastDay();
        boolean sameMonth = last.getMonth() == from.getMonth() && last.getYear() == from.getYear();
        return (sameMonth ? Integer.toString(from.getDayOfMonth()) : LONG_DAY.format(from))
                + " to "
                + LONG_DAY.format(last);
    }

    /** What the period is compared with. */
    String before() {
        return isDay() ? "the day before" : "the period before";
    }

    /** The zone with its distance from UTC, or both where clocks were changed. */
    String zone() {
        ZoneOffset first = at(period.from()).getOffset();
        ZoneOffset last = at(period.to().minusNanos(1)).getOffset();
        String name = period.zone() instanceof ZoneOffset ? "" : period.zone().getId() + ", ";
        return name
                + distance(first)
                + (first.equals(last) ? "" : " until clocks were changed, then " + distance(last));
    }

    /** A moment of the period; where the clock showed that time twice, with its distance from UTC. */
    String time(Instant moment) {
        ZonedDateTime at = at(moment);
        boolean shownTwice =
                period.zone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        return (needsDate() ? DAY.format(at) + ", " : "")
                + TIME.format(at)
                + (shownTwice ? " (" + distance(at.getOffset()) + ")" : "");
    }

    String day(Instant moment) {
        return DAY.format(at(moment));
    }

    /** A moment that may lie anywhere. */
    String exactly(Instant moment) {
        return EXACT.format(at(moment));
    }

    ZonedDateTime at(Instant moment) {
        return moment.atZone(period.zone());
    }

    /** Whether the time alone does not say when. */
    boolean needsDate() {
        return period.length().compareTo(PLAIN_WITHOUT_DATE) > 0;
    }

    private boolean startsAndEndsAtMidnight() {
        return isStartOfDay(period.from()) && isStartOfDay(period.to());
    }

    /** Not every day begins at 00:00. */
    private boolean isStartOfDay(Instant moment) {
        ZonedDateTime at = at(moment);
        return at.equals(at.toLocalDate().atStartOfDay(period.zone()))
                || at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static String distance(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }
}
