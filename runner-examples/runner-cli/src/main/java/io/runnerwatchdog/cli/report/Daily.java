package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The report of a day. */
@CommandLine.Command(
        name = "daily",
        description = "Stalls, failures, durations, success criteria and wait chains of a day, in one file.",
        mixinStandardHelpOptions = true)
final class Daily implements Callable<Integer> {
    @Mixin
    private Wanted wanted;

    @Mixin
    private EvidenceAtHand evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        if (!spec.parent().commandLine().getParseResult().matchedArgs().isEmpty()) {
            // They would be those of the report on many hosts, and have no effect on this one.
            throw new UsageException("what stands before daily is not for it: put options behind it, and no paths");
        }
        Instant now = Instant.now();
        Period period = wanted.period(now);
        Path directory = evidence.directory();
        CommandLine line = spec.commandLine();
        Report report = EvidenceAtHand.report(directory, period, now, line.getErr());
        wanted.write(
                directory.resolve("reports"),
                "daily",
                period,
                line.getOut(),
                to -> wanted.format().write(report, to));
        return 0;
    }
}
