package io.runnerwatchdog.config;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.util.Optional;

/** The configuration. */
public final class RunnerConfig {
    private RunnerConfig() {}

    /** Built-in defaults only. */
    public static RunnerConfig defaults() {
        return new RunnerConfig();
    }

    /**
     * The limits for a command, by the precedence of this class.
     *
     * @param base what the host set in code for all commands: over {@code timeouts}, under all else
     */
    public Limits limitsFor(Command command, LimitOverrides base) {
        return command.limits().over(base.over(Limits.DEFAULTS));
    }

    /** Why this command may not run; empty if it may. */
    public Optional<String> refusal(Command command) {
        return Optional.empty();
    }
}
