package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aDayIsCalledByItsName() {
        Clock clock = new Clock(Period.day(Samples.FRIDAY, Samples.ISTANBUL));

        assertThat(clock.isDay()).isTrue();
        assertThat(clock.heading()).isEqualTo("Friday, 27 November 2026");
        assertThat(clock.before()).isEqualTo("the day before");
        assertThat(clock.zone()).isEqualTo("Europe/Istanbul, UTC+03:00");
        assertThat(clock.time(Instant.parse("2026-11-27T11:05:00Z"))).isEqualTo("14:05");
    }

    @Test
    void severalDaysAreCalledByTheFirstAndTheLast() {
        assertThat(days("2026-11-01", "2026-12-01").heading()).isEqualTo("1 to 30 November 2026");
        assertThat(days("2026-11-20", "2026-12-04").heading()).isEqualTo("20 November 2026 to 3 December 2026");
        assertThat(days("2026-11-01", "2026-12-01").time(Instant.parse("2026-11-27T14:05:00Z")))
                .isEqualTo("27 Nov, 14:05");
        assertThat(days("2026-11-01", "2026-12-01").before()).isEqualTo("the period before");
    }

    @Test
    void otherPeriodsAreCalledByTheirEnds() {
        Clock clock = new Clock(new Period(
                Instant.parse("2026-11-27T08:30:00Z"), Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC));

        assertThat(clock.isDay()).isFalse();
        assertThat(clock.heading()).isEqualTo("27 Nov 2026, 08:30 to 27 Nov 2026, 10:00");
        assertThat(clock.zone()).isEqualTo("UTC");
    }

    @Test
    void aTimeThatTheClockShowsTwiceIsToldApart() {
        Clock clock = new Clock(Period.day(LocalDate.of(2026, 10, 25), BERLIN));

        assertThat(clock.time(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("02:30 (UTC+02:00)");
        assertThat(clock.time(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo("02:30 (UTC+01:00)");
        assertThat(clock.zone()).isEqualTo("Europe/Berlin, UTC+02:00 until clocks were changed, then UTC+01:00");
        assertThat(clock.isDay()).isTrue();
    }

    @Test
    void aDayNeedNotBeginAtMidnight() {
        // In Beirut, clocks go forward from 00:00 to 01:00.
        Clock clock = new Clock(Period.day(LocalDate.of(2026, 3, 29), ZoneId.of("Asia/Beirut")));

        assertThat(clock.isDay()).isTrue();
    }

    private static Clock days(String from, String to) {
        return new Clock(
                new Period(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"), ZoneOffset.UTC));
    }
}
