package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.WrongPeriodException;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.format.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The arguments of {@link FleetJob}, and what is done about them. */
@Command(
        name = "FleetJob",
        description =
                "The report of a fleet: what stalls on which hosts, why and since when, from the evidence of all hosts.")
final class FleetCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Supplier<SparkSession> session;

    @Mixin
    private AskedPeriod asked;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "html",
            description = "One of ${COMPLETION-CANDIDATES}; can be given several times. Default ${DEFAULT-VALUE}.")
    private Set<ReportFormat> formats = new LinkedHashSet<>();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            required = true,
            description = "Where to: a folder in any file system that Hadoop knows. It is made if it is not there.")
    private Path output;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Folders with evidence, as hdfs:///evidence. Hosts are told apart by folders host=NAME.")
    private List<Path> paths;

    @Spec
    private CommandSpec spec;

    private FleetCommand(Supplier<SparkSession> session) {
        this.session = session;
    }

    /** Does what the arguments say and returns the exit code. */
    static int run(Supplier<SparkSession> session, String... args) {
        return line(session).execute(args);
    }

    /** For tests, which want to see what is printed. */
    static CommandLine line(Supplier<SparkSession> session) {
        CommandLine line = new CommandLine(new FleetCommand(session)).setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Path.class, FleetCommand::path);
        line.setParameterExceptionHandler((wrong, given) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println("FleetJob: " + Failures.oneLine(wrong.getMessage()));
            err.println("See --help.");
            return WRONG_USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("FleetJob: " + Failures.describe(failure));
            return FAILED;
        });
        return line;
    }

    private static Path path(String text) {
        try {
            return new Path(text);
        } catch (IllegalArgumentException noPath) {
            throw new TypeConversionException("'" + text + "' is no path: " + noPath.getMessage());
        }
    }

    @Override
    public Integer call() throws IOException {
        Period period = period();
        SparkSession spark = session.get();
        FleetReport report =
                FleetJob.report(spark, paths.stream().map(Path::toString).toList(), period);
        PrintWriter out = spec.commandLine().getOut();
        try (ReportFiles files = ReportFiles.in(output, spark.sparkContext().hadoopConfiguration())) {
            for (ReportFormat format : formats) {
                out.println(files.write(report, format));
            }
        }
        out.flush();
        tellWhatWasRead(report.report().lines());
        return 0;
    }

    private Period period() {
        try {
            return asked.until(Instant.now());
        } catch (WrongPeriodException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void tellWhatWasRead(Report.Lines lines) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "%,d lines read, %,d of them in the period, %,d that could not be understood",
                lines.read(),
                lines.inPeriod(),
                lines.unreadable()));
        err.flush();
    }
}
