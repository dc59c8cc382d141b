package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Periods;
import io.runnerwatchdog.report.WrongPeriodException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that ask for a period, with the words of {@code runner report}. */
final class AskedPeriod {
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

    /** @throws WrongPeriodException if there is no such period */
    Period until(Instant now) {
        return Periods.asked(date, since, now, zone);
    }
}
