package io.runnerwatchdog.maven;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a command of what a build says. What it does not say is left to the configuration. Not thread-safe. */
final class CommandMaker {
    private static final String NAME = "a name of 1 to 64 letters, digits, dots, dashes and underscores";

    private Command command;

    private CommandMaker(Command command) {
        this.command = command;
    }

    /** A program with its arguments, or a line for the shell. */
    static CommandMaker of(Optional<String> executable, List<String> arguments, Optional<String> commandLine)
            throws WrongParameterException {
        if (executable.isPresent() && commandLine.isPresent()) {
            throw new WrongParameterException(
                    "commandLine", commandLine.get(), "either executable or commandLine, not both");
        }
        if (commandLine.isPresent()) {
            if (!arguments.isEmpty()) {
                throw new WrongParameterException("arguments", arguments, "none, since commandLine is for a shell");
            }
            return new CommandMaker(Command.of("sh", "-c", filled("commandLine", commandLine)));
        }
        List<String> argv = new ArrayList<>();
        argv.add(filled("executable", executable));
        // An empty element comes as null.
        arguments.forEach(argument -> argv.add(argument == null ? "" : argument));
        return new CommandMaker(Command.of(argv));
    }

    private static String filled(String parameter, Optional<String> value) throws WrongParameterException {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new WrongParameterException(
                        parameter, value.orElse(""), "a program (executable) or a line for the shell (commandLine)"));
    }

    CommandMaker in(Path directory) {
        command = command.in(directory);
        return this;
    }

    CommandMaker variables(Map<String, String> variables) throws WrongParameterException {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String value = variable.getValue() == null ? "" : variable.getValue();
            try {
                command = command.variable(variable.getKey(), value);
            } catch (IllegalArgumentException wrong) {
                throw new WrongParameterException("environmentVariables", variable.getKey(), "a name without '='");
            }
        }
        return this;
    }

    CommandMaker kind(Optional<String> type, Optional<String> environment) throws WrongParameterException {
        try {
            command = command.type(type.orElse(Command.DEFAULT_NAME));
        } catch (IllegalArgumentException wrong) {
            throw new WrongParameterException("commandType", type.orElse(""), NAME);
        }
        try {
            command = command.environment(environment.orElse(Command.DEFAULT_NAME));
        } catch (IllegalArgumentException wrong) {
            throw new WrongParameterException("environment", environment.orElse(""), NAME);
        }
        return this;
    }

    CommandMaker limits(Optional<Long> idleMs, Optional<Long> hardMs, Optional<Long> graceMs)
            throws WrongParameterException {
        Optional<Duration> idle = millis("idleMs", idleMs, 1);
        Optional<Duration> hard = millis("hardMs", hardMs, 1);
        Optional<Duration> grace = millis("graceMs", graceMs, 0);
        if (idle.isPresent() && hard.isPresent() && idle.get().compareTo(hard.get()) >= 0) {
            throw new WrongParameterException("idleMs", idleMs.get(), "less than hardMs, which is " + hardMs.get());
        }
        idle.ifPresent(limit -> command = command.idleTimeout(limit));
        hard.ifPresent(limit -> command = command.hardTimeout(limit));
        grace.ifPresent(limit -> command = command.gracePeriod(limit));
        return this;
    }

    private static Optional<Duration> millis(String parameter, Optional<Long> value, long least)
            throws WrongParameterException {
        if (value.isPresent() && value.get() < least) {
            throw new WrongParameterException(parameter, value.get(), "milliseconds, at least " + least);
        }
        return value.map(Duration::ofMillis);
    }

    CommandMaker liveness(Optional<String> word) throws WrongParameterException {
        switch (word.orElse("output")) {
            case "output" -> command = command.liveness(Liveness.OUTPUT);
            case "progress" -> command = command.liveness(Liveness.PROGRESS);
            default -> throw new WrongParameterException("liveness", word.get(), "output or progress");
        }
        return this;
    }

    CommandMaker attempts(Optional<Integer> attempts) throws WrongParameterException {
        if (attempts.isPresent()) {
            try {
                command = command.retry(RetryPolicy.attempts(attempts.get()));
            } catch (IllegalArgumentException wrong) {
                throw new WrongParameterException(
                        "attempts", attempts.get(), "1 to " + RetryPolicy.MOST_ATTEMPTS + ", the first one included");
            }
        }
        return this;
    }

    Command make() {
        return command;
    }
}
