package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15Z");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    private static Period day(String date, ZoneId zone) {
        return Periods.asked(Optional.of(LocalDate.parse(date)), Optional.empty(), NOW, zone);
    }

    @Test
    void withoutAWordItIsTodaySoFar() {
        assertThat(Periods.asked(Optional.empty(), Optional.empty(), NOW, ISTANBUL))
                .isEqualTo(new Period(
                        Instant.parse("2026-11-23T21:00:00Z"), Instant.parse("2026-11-24T09:31:00Z"), ISTANBUL));
    }

    @Test
    void aDayThatIsOverIsAWholeOne() {
        assertThat(day("2026-11-23", ISTANBUL)).isEqualTo(Period.day(LocalDate.parse("2026-11-23"), ISTANBUL));
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 2026-11-24T09:30:00Z",
        "90s, 2026-11-24T09:28:00Z",
        "30m, 2026-11-24T09:00:00Z",
        "24h, 2026-11-23T09:30:00Z",
        "30d, 2026-10-25T09:30:00Z"
    })
    void anAgeIsCountedBackToAWholeMinute(String age, Instant from) {
        assertThat(Periods.asked(Optional.empty(), Optional.of(age), NOW, UTC))
                .isEqualTo(new Period(from, Instant.parse("2026-11-24T09:31:00Z"), UTC))
                .isEqualTo(Periods.since(age, NOW, UTC));
    }

    @Test
    void momentsAreTakenToTheSecond() {
        assertThat(Periods.between(NOW.minusSeconds(1), NOW, UTC).length()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, '--date must not be in the future, was 2026-11-25'",
        "+999999999-12-31, '--date is no day that can be reckoned with: +999999999-12-31'"
    })
    void aDayThatCannotBeIsRefused(String date, String words) {
        assertThatThrownBy(() -> day(date, UTC))
                .isInstanceOf(WrongPeriodException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "400d ~ the period must not be longer than 366 days, was 400",
                "999999999d ~ the period must not be longer than 366 days, was 999999999",
                "0x1d ~ --since must be a number and s, m, h or d, was \"0x1d\"",
                "-1d ~ --since must be a number and s, m, h or d, was \"-1d\"",
                "1d 2h ~ --since must be a number and s, m, h or d, was \"1d 2h\"",
                "1234567890s ~ --since must be a number and s, m, h or d, was \"1234567890s\""
            })
    void anAgeThatCannotBeIsRefused(String age, String words) {
        assertThatThrownBy(() -> Periods.since(age, NOW, UTC))
                .isInstanceOf(WrongPeriodException.class)
                .hasMessage(words);
    }

    @Test
    void aDayAndAnAgeExcludeEachOther() {
        assertThatThrownBy(() ->
                        Periods.asked(Optional.of(LocalDate.parse("2026-11-23")), Optional.of("no age"), NOW, UTC))
                .isInstanceOf(WrongPeriodException.class)
                .hasMessage("--date and --since exclude each other");
    }

    @Test
    void aPeriodMustBeginBeforeItEnds() {
        assertThatThrownBy(() -> Periods.between(NOW, NOW, UTC))
                .isInstanceOf(WrongPeriodException.class)
                .hasMessage("the period must begin before it ends, was 2026-11-24T09:30:15Z to 2026-11-24T09:30:15Z");
    }
}
