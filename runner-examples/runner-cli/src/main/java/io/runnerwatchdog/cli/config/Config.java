package io.runnerwatchdog.cli.config;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns the configuration. */
@CommandLine.Command(
        name = "config",
        description = "Looks at the configuration.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Config.Validate.class)
public final class Config {
    /** Says all that is wrong with a configuration, or what it comes to. */
    @CommandLine.Command(
            name = "validate",
            description =
                    "Says all that is wrong with a configuration and ends with 1; or ok, what is dangerous, and the"
                            + " limits in force, and ends with 0.",
            mixinStandardHelpOptions = true)
    static final class Validate implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "config/runner.json")
        private Path file;

        @Option(names = "--strict", description = "Ends with 1 where something is dangerous, too.")
        private boolean strict;

        @Option(names = "--json", description = "Problems, warnings and limits in force as one JSON document.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            ConfigReport report = report();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            out.flush();
            return report.isGood() ? 0 : 1;
        }

        private ConfigReport report() throws IOException {
            try {
                RunnerConfig config = RunnerConfig.load(file, System.getenv());
                return new ConfigReport(file, strict, List.of(), config.warnings(), EffectiveLimits.all(config));
            } catch (ConfigException wrong) {
                return new ConfigReport(file, strict, wrong.problems(), List.of(), List.of());
            }
        }
    }
}
