package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.run.Liveness;
import java.time.Duration;
import java.util.Objects;

/**
 * Under which conditions a command runs. Immutable.
 *
 * @param stdin what it reads
 * @param idle its idle limit
 * @param hard its hard limit
 * @param liveness what counts as a sign of life
 * @param atLeast how long a healthy command must last for its health to mean something
 * @param parallel whether it may run beside others
 */
record Terms(StdinKind stdin, Duration idle, Duration hard, Liveness liveness, Duration atLeast, boolean parallel) {
    /** What a command reads from its standard input. */
    enum StdinKind {
        /** Nothing: the end at once. */
        CLOSED,
        /** A pipe that stays open and never brings anything. */
        SILENT
    }

    Terms {
        Objects.requireNonNull(stdin, "stdin");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(hard, "hard");
        Objects.requireNonNull(liveness, "liveness");
        Objects.requireNonNull(atLeast, "atLeast");
    }
}
