package io.runnerwatchdog.junit;

import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.run.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What holds for the commands of all tests.
 *
 * @param watchdog what each watchdog is told, in this order
 * @param type the type of commands that name none
 * @param environment the environment of commands that name none
 * @param evidenceDirectory where the evidence of all runs is kept
 * @param failOnLeftovers whether a test fails that leaves a run behind
 */
record Settings(
        List<Consumer<WatchdogBuilder>> watchdog,
        String type,
        String environment,
        Optional<Path> evidenceDirectory,
        boolean failOnLeftovers) {
    Settings {
        watchdog = List.copyOf(watchdog);
    }

    /** This command, with a type and an environment. */
    Command named(Command command) {
        Command typed = command.type().equals(Command.DEFAULT_NAME) ? command.type(type) : command;
        return typed.environment().equals(Command.DEFAULT_NAME) ? typed.environment(environment) : typed;
    }
}
