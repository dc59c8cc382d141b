package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AskedPeriodTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15Z");

    /** A command with nothing but these options. */
    @Command
    private static final class Asking {
        @Mixin
        private AskedPeriod period;
    }

    @Test
    void withoutAWordItIsTodayInUtcSoFar() {
        assertThat(asked())
                .isEqualTo(new Period(
                        Instant.parse("2026-11-24T00:00:00Z"),
                        Instant.parse("2026-11-24T09:31:00Z"),
                        ZoneId.of("UTC")));
    }

    @Test
    void aDayBeginsWhereTheZoneSaysSo() {
        ZoneId zone = ZoneId.of("Europe/Istanbul");
        assertThat(asked("--date", "2026-11-23", "--zone", "Europe/Istanbul"))
                .isEqualTo(Period.day(LocalDate.parse("2026-11-23"), zone));
    }

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-24T09:28:00Z",
        "30m, 2026-11-24T09:00:00Z",
        "24h, 2026-11-23T09:30:00Z",
        "30d, 2026-10-25T09:30:00Z"
    })
    void ageIsCountedBackToAWholeMinute(String since, Instant from) {
        assertThat(asked("--since", since).from()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({
        "--date 2026-11-23 --since 1d, exclude each other",
        "--date 2026-11-25, in the future",
        "--date +999999999-12-31, no day that can be reckoned with",
        "--since 400d, longer than 366 days",
        "--since 0x1d, a number and s",
        "--since -1d, a number and s"
    })
    void whatIsNoPeriodIsRefusedInWords(String arguments, String words) {
        assertThatThrownBy(() -> asked(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private static Period asked(String... arguments) {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(arguments);
        return asking.period.until(NOW);
    }
}
