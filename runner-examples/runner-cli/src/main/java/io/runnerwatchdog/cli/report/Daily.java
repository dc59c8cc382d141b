package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.evidence.EventFilter;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The report of a day. */
@CommandLine.Command(
        name = "daily",
        description = "Stalls, failures, durations, success criteria and wait chains of a day, in one file.",
        mixinStandardHelpOptions = true)
final class Daily implements Callable<Integer> {
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
                    "Where to, - for standard output. Default: reports/daily-YYYY-MM-DD.html beside the evidence.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private EvidenceAtHand evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        Instant now = Instant.now();
        Period period = period(now);
        Path directory = evidence.directory();
        Report report =
                EvidenceAtHand.report(directory, period, now, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        Path file = output.orElseGet(() -> usualFile(directory, period));
        if (file.equals(STANDARD_OUTPUT)) {
            format.write(report, out);
        } else {
            PrivateFile.write(file, to -> format.write(report, to));
            out.println(file);
        }
        out.flush();
        return 0;
    }

    private Period period(Instant now) {
        if (date.isPresent() && since.isPresent()) {
            throw new UsageException("--date and --since exclude each other");
        }
        ZoneId where = zone.orElseGet(ZoneId::systemDefault);
        return since.isPresent()
                ? Periods.since(EventFilter.age(since.get()), now, where)
                : Periods.day(date.orElseGet(() -> LocalDate.ofInstant(now, where)), now, where);
    }

    /** After the day on which the period ends. */
    private Path usualFile(Path directory, Period period) {
        LocalDate day = LocalDate.ofInstant(period.to().minusMillis(1), period.zone());
        return directory.resolve("reports").resolve("daily-" + day + "." + format.ending());
    }
}
