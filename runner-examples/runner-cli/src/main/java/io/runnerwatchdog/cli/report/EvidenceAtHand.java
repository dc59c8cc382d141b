package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.Progress;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Tally;
import io.runnerwatchdog.report.scan.EvidencePass;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** The evidence that the options lead to. */
public final class EvidenceAtHand {
    @Mixin
    private Settings settings;

    /** @throws UsageException if there is none: figures of nothing would look as if all were well */
    Path directory() throws IOException, ConfigException {
        Path directory = settings.evidenceDirectory(settings.load());
        if (!Settings.hasEvidence(directory)) {
            throw new UsageException("no evidence yet: " + directory.resolve(EvidenceLog.FILE_NAME));
        }
        return directory;
    }

    static Report report(Path directory, Period period, Instant now, PrintWriter err) throws IOException {
        return all(directory, () -> new Tally(period), err).report(now);
    }

    /** All that is there; says on a terminal how far it is. */
    static <A extends Accumulator<A>> A all(Path directory, Supplier<A> fresh, PrintWriter err) throws IOException {
        try (Progress progress = Progress.on(err, "lines read")) {
            return EvidencePass.over(directory, fresh, progress::at);
        }
    }
}
