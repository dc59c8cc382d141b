package io.runnerwatchdog.cli;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.ConfigProblem;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns the configuration. */
@CommandLine.Command(
        name = "config",
        description = "Looks at the configuration.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Config.Validate.class)
final class Config {
    /** Says all that is wrong with a configuration, or what it comes to. */
    @CommandLine.Command(
            name = "validate",
            description =
                    "Says all that is wrong with a configuration, or ok and the limits in force. Ends with 0 or 1.",
            mixinStandardHelpOptions = true)
    static final class Validate implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "config/runner.json")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            try {
                RunnerConfig config = RunnerConfig.load(file).withVariables(System.getenv());
                out.println("ok: " + file);
                table(config).print(out);
                return 0;
            } catch (ConfigException wrong) {
                for (ConfigProblem problem : wrong.problems()) {
                    out.println(problem.describe());
                }
                out.println(wrong.problems().size() + (wrong.problems().size() == 1 ? " problem" : " problems"));
                return 1;
            } finally {
                out.flush();
            }
        }

        private static Table table(RunnerConfig config) {
            Table table = new Table("environment", "command type", "idle", "hard", "grace", "attempts");
            for (String environment : withDefault(config.environments())) {
                for (String type : withDefault(config.commandTypes())) {
                    Command command = Command.of("true").type(type).environment(environment);
                    Limits limits = config.limitsFor(command, LimitOverrides.NONE);
                    table.row(
                            environment,
                            type,
                            millis(limits.idle()),
                            millis(limits.hard()),
                            millis(limits.grace()),
                            Integer.toString(config.retryFor(command).attempts()));
                }
            }
            return table;
        }

        private static Set<String> withDefault(Set<String> names) {
            Set<String> all = new LinkedHashSet<>(names);
            all.add(Command.DEFAULT_NAME);
            return all;
        }

        private static String millis(Duration limit) {
            return limit.equals(Limits.NEVER) ? "never" : limit.toMillis() + " ms";
        }
    }
}
