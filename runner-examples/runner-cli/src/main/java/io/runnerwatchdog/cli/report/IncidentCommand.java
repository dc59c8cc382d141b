package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.report.Incident;
import io.runnerwatchdog.report.IncidentTally;
import io.runnerwatchdog.report.IncidentText;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Periods;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills the runbook's templates. */
@CommandLine.Command(
        name = "incident",
        description =
                "Fills the runbook's templates from the evidence of a time. What evidence cannot tell stays in square"
                        + " brackets.",
        mixinStandardHelpOptions = true)
public final class IncidentCommand implements Callable<Integer> {
    private static final String USUAL_AGE = "1h";

    @Option(names = "--since", paramLabel = "TIME", description = "Not older than so long, as 30m. Default 1h.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Instead: its beginning, as 2026-11-24T09:30 or 2026-11-24T09:30:00Z.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "With --from: its end. Default: now.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--zone", paramLabel = "ZONE", description = "Whose clock counts, as UTC. Default: the system's.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--template",
            paramLabel = "NAME",
            defaultValue = "issue",
            description = "One of issue, slack, status. Default issue.")
    private IncidentText.Template template;

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "en", description = "One of en, tr. Default en.")
    private IncidentText.Language language;

    @Mixin
    private EvidenceAtHand evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        Instant now = Instant.now();
        Period period = period(now);
        if (period.length().compareTo(IncidentTally.LONGEST_PERIOD) > 0) {
            throw new UsageException("an incident takes " + IncidentTally.LONGEST_PERIOD.toDays()
                    + " days at the most, was " + period.from() + " to " + period.to());
        }
        Path directory = evidence.directory();
        PrintWriter err = spec.commandLine().getErr();
        Incident incident = EvidenceAtHand.all(directory, () -> new IncidentTally(period), err)
                .incident(now);
        PrintWriter out = spec.commandLine().getOut();
        String file = directory.resolve(EvidenceLog.FILE_NAME).toString();
        out.print(IncidentText.of(incident, template, language, file));
        out.flush();
        if (incident.stalls().isEmpty()) {
            err.println("runner: no stall between " + period.from() + " and " + period.to());
        }
        return 0;
    }

    private Period period(Instant now) {
        if (since.isPresent() && from.isPresent() || to.isPresent() && from.isEmpty()) {
            throw new UsageException("--from and --to go together, without --since");
        }
        ZoneId where = zone.orElseGet(ZoneId::systemDefault);
        return from.isEmpty()
                ? Periods.since(since.orElse(USUAL_AGE), now, where)
                : Periods.between(
                        moment("--from", from.get(), where),
                        to.map(end -> moment("--to", end, where)).orElse(now),
                        where);
    }

    private static Instant moment(String option, String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            } catch (DateTimeParseException noTime) {
                throw new UsageException(
                        option + " must be a time as 2026-11-24T09:30 or 2026-11-24T09:30:00Z, was \"" + text + "\"");
            }
        }
    }
}
