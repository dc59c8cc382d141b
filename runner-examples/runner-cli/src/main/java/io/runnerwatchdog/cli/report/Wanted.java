package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Periods;
import io.runnerwatchdog.report.format.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Of which time a report is wanted, in what form and where. */
public final class Wanted {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Which day. Default: today, so far.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "Instead of a day: not older than so long, as 24h.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--zone", paramLabel = "ZONE", description = "Where days begin, as UTC. Default: the system's.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "html",
            description = "One of ${COMPLETION-CANDIDATES}. Default ${DEFAULT-VALUE}.")
    private ReportFormat format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where to, - for standard output. Default: a file of the day in a folder reports, which it tells.")
    private Optional<Path> output = Optional.empty();

    ReportFormat format() {
        return format;
    }

    Period period(Instant now) {
        return Periods.asked(date, since, now, zone.orElseGet(ZoneId::systemDefault));
    }

    /**
     * Writes it where it is wanted, and tells in which file it is.
     *
     * @param directory where such reports usually are
     * @param name what they begin with
     */
    void write(Path directory, String name, Period period, PrintWriter out, PrivateFile.Content content)
            throws IOException {
        Path file = output.orElseGet(() -> directory.resolve(name + "-" + period.lastDay() + "." + format.ending()));
        if (file.equals(STANDARD_OUTPUT)) {
            content.write(out);
        } else {
            PrivateFile.write(file, content);
            out.println(file);
        }
        out.flush();
    }
}
