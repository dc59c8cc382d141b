package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.Progress;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the evidence of many hosts adds up to; and, as a command below it, that of this one. */
@CommandLine.Command(
        name = "report",
        description = {
            "Adds up the evidence of many hosts: the report of a day over all of them, the hosts ranked and held against"
                    + " each other, wait chains that move from host to host, and since when each is seen.",
            "Of the evidence of this host alone: report daily."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "| COMMAND",
        subcommands = Daily.class)
public final class ReportCommand implements Callable<Integer> {
    private static final Path USUAL_FOLDER = Path.of("reports");

    @Option(
            names = "--engine",
            paramLabel = "ID",
            defaultValue = LocalEngine.ID,
            description = "What reads the files: local, or one whose jar is on RUNNER_CLASSPATH, as duckdb. All come to"
                    + " the same figures. Default ${DEFAULT-VALUE}.")
    private String engine;

    @Mixin
    private Wanted wanted;

    @Parameters(
            paramLabel = "PATHS",
            arity = "0..*",
            description =
                    "Folders or files. Below a folder, what is called *.jsonl or *.jsonl.* is evidence, of the host"
                            + " that a folder host=... of its path names, else of that which its lines name.")
    private List<Path> paths = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        if (paths.isEmpty()) {
            throw new ParameterException(line, "Missing PATHS, or a command: report daily");
        }
        Instant now = Instant.now();
        Period period = wanted.period(now);
        FleetReport fleet =
                read(new Engines().named(engine), period, line.getErr()).report(now);
        if (fleet.report().lines().read() == 0) {
            throw new UsageException("no evidence near this time below " + paths);
        }
        wanted.write(
                USUAL_FOLDER,
                "fleet",
                period,
                line.getOut(),
                to -> wanted.format().write(fleet, to));
        return 0;
    }

    private FleetTally read(FleetEngine reader, Period period, PrintWriter err) throws IOException {
        try (Progress progress = Progress.on(err, "lines read")) {
            return reader.read(paths, () -> new FleetTally(period), progress::at);
        }
    }
}
