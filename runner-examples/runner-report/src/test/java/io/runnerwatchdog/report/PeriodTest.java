package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T20:59:59Z, 2026-11-24",
        "2026-11-24T21:00:00Z, 2026-11-24",
        "2026-11-24T21:00:00.000000001Z, 2026-11-25"
    })
    void itsLastDayIsThatOfItsLastMoment(Instant to, LocalDate lastDay) {
        Period period = new Period(Instant.parse("2026-11-20T00:00:00Z"), to, ISTANBUL);
        assertThat(period.lastDay()).isEqualTo(lastDay);
    }
}
