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
import io.runnerwatchdog.cli.terminal.ColorChoice;
import io.runnerwatchdog.cli.terminal.ExitCode;
import io.runnerwatchdog.cli.terminal.Failures;
import io.runnerwatchdog.cli.terminal.Screen;
import io.runnerwatchdog.cli.waits.Waits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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

    private final Screen out = Screen.ofOutput();
    private final Screen err = Screen.ofErrors();

    private Main() {}

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description =
                    "Colours: auto, always or never. Default auto: on a terminal, by NO_COLOR and CLICOLOR_FORCE.")
    void color(ColorChoice choice) {
        out.colours(choice);
        err.colours(choice);
    }

    /** Runs and ends the process with the exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs and returns the exit code. */
    static int run(String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(main.out).setErr(main.err);
        line.setExecutionStrategy(parsed -> {
            Help.Ansi colours = main.out.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF;
            line.setColorScheme(Help.defaultColorScheme(colours));
            return new CommandLine.RunLast().execute(parsed);
        });
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
        try {
            return line.execute(args);
        } finally {
            main.out.flush();
            main.err.flush();
        }
    }
}
