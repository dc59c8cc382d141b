package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
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

    @Test
    void insteadOfADayItCanBeAnAge() {
        assertThat(asked("--since", "90s"))
                .isEqualTo(new Period(
                        Instant.parse("2026-11-24T09:28:00Z"),
                        Instant.parse("2026-11-24T09:31:00Z"),
                        ZoneId.of("UTC")));
    }

    private static Period asked(String... arguments) {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(arguments);
        return asking.period.until(NOW);
    }
}
