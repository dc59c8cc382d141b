package io.runnerwatchdog.cli;

import io.runnerwatchdog.cli.chaos.Chaos;
import io.runnerwatchdog.cli.config.Config;
import io.runnerwatchdog.cli.evidence.Events;
import io.runnerwatchdog.cli.evidence.Rotate;
import io.runnerwatchdog.cli.evidence.Verify;
import io.runnerwatchdog.cli.report.Advise;
import io.runnerwatchdog.cli.report.IncidentCommand;
import io.runnerwatchdog.cli.report.ReportCommand;
import io.runnerwatchdog.cli.report.Slo;
import io.runnerwatchdog.cli.serve.Serve;
import io.runnerwatchdog.cli.step.RunStep;
import io.runnerwatchdog.cli.terminal.ExitCode;
import io.runnerwatchdog.cli.terminal.Failures;
import io.runnerwatchdog.cli.waits.Waits;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "runner",
        description = "Runs steps under watch and tells why they hang.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunStep.class,
            Events.class,
            Config.class,
            Serve.class,
            Waits.class,
            Chaos.class,
            Rotate.class,
            Verify.class,
            ReportCommand.class,
            Slo.class,
            IncidentCommand.class,
            Advise.class
        })
public final class Main {
    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"runner " + (version == null ? "(not built as a jar)" : version)};
        }
    }

    private Main() {}

    /** Runs and ends the process with the exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs and returns the exit code. */
    static int run(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExitCodeExceptionMapper(failure -> ExitCode.RUNNER_FAILED);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("runner: " + Failures.describe(failure));
            return ExitCode.of(failure);
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            wrong.getCommandLine().getErr().println("runner: " + wrong.getMessage());
            wrong.getCommandLine()
                    .getErr()
                    .println("See 'runner "
                            + (wrong.getCommandLine().getParent() == null
                                    ? ""
                                    : wrong.getCommandLine().getCommandName() + " ")
                            + "--help'.");
            return ExitCode.WRONG_USAGE;
        });
        return line.execute(args);
    }
}
