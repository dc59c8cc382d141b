package io.runnerwatchdog.cli.chaos;

import java.util.Objects;
import java.util.Optional;

/**
 * The lines of a scenario for the shell. Each may use {@code $CHAOS_DIR}, {@code $CHAOS_PORT} and {@code $CHAOS_CGROUP}.
 * Immutable.
 *
 * @param prepare ends before anything else begins
 * @param helper goes on outside the supervised tree; it prints {@code ready} once it is
 * @param command what is supervised
 * @param afterStart ends while the command runs; it knows the first process as {@code $CHAOS_PID}
 * @param cleanup undoes what the end of all processes does not undo
 */
record Steps(
        Optional<String> prepare,
        Optional<String> helper,
        String command,
        Optional<String> afterStart,
        Optional<String> cleanup) {
    Steps {
        Objects.requireNonNull(prepare, "prepare");
        Objects.requireNonNull(helper, "helper");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(afterStart, "afterStart");
        Objects.requireNonNull(cleanup, "cleanup");
    }
}
