package io.runnerwatchdog.event;

import io.runnerwatchdog.run.RunId;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What all events of one run have in common.
 *
 * @param runId which run
 * @param attempt which attempt of the step, from 1
 * @param command the arguments joined by spaces; may hold secrets, redact before writing
 * @param commandType what kind of step
 * @param environment which environment it runs for
 * @param pid the first process; empty where none came to be
 * @param host the name of this machine
 * @param shadow whether its stalls are only told, and nothing is stopped
 */
public record RunInfo(
        RunId runId,
        int attempt,
        String command,
        String commandType,
        String environment,
        OptionalLong pid,
        String host,
        boolean shadow) {
    /** One whose stalls have consequences. */
    public RunInfo(
            RunId runId,
            int attempt,
            String command,
            String commandType,
            String environment,
            OptionalLong pid,
            String host) {
        this(runId, attempt, command, commandType, environment, pid, host, false);
    }

    public RunInfo {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(commandType, "commandType");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(host, "host");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be >= 1, was " + attempt);
        }
    }
}
