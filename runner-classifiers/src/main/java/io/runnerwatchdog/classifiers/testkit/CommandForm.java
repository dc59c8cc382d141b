package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.RetryPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded of a command. Its environment variables and its standard input are left out, they hold secrets; so are
 * its sinks, which are code, and its character set, which has done its work when there is a tail.
 */
record CommandForm(
        List<String> argv,
        String type,
        String environment,
        Optional<Path> directory,
        LimitOverrides limits,
        Liveness liveness,
        OutputMode outputMode,
        Optional<RetryPolicy> retry) {
    static CommandForm of(Command command) {
        return new CommandForm(
                command.argv(),
                command.type(),
                command.environment(),
                command.directory(),
                command.limits(),
                command.liveness(),
                command.outputMode(),
                command.retry());
    }

    Command command() {
        Command command = Command.of(argv)
                .type(type)
                .environment(environment)
                .limits(limits)
                .liveness(liveness)
                .output(outputMode);
        Command placed = directory.map(command::in).orElse(command);
        return retry.map(placed::retry).orElse(placed);
    }
}
