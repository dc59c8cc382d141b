package io.runnerwatchdog.run;

import io.runnerwatchdog.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How one run went. Immutable.
 *
 * @param runId which run
 * @param command what was run
 * @param pid the first process; empty where none came to be
 * @param termination how it ended
 * @param duration from the start until it ended; pauses of the host are not counted
 * @param queuedFor how long it waited for its turn before that, where runs at a time are limited
 * @param stdout the last of its standard output
 * @param stderr the last of its standard error; empty where the streams were merged
 * @param diagnosis why it stalled; for a run that did not, only a summary
 * @param stop what was done to stop it; {@link StopReceipt#NONE} where nothing had to be done
 * @param containedBy by what its processes were held together
 * @param leakedPipes output streams that other processes still held at the end
 * @param bytesLostToSinks output that sinks could not follow, in bytes
 * @param attempt which attempt this was, from 1
 * @param earlier how the attempts before it went, the first one first
 * @param shadowStall the limit at which it would have been stopped, had its stalls not only been told
 */
public record RunResult(
        RunId runId,
        Command command,
        OptionalLong pid,
        Termination termination,
        Duration duration,
        Duration queuedFor,
        OutputTail stdout,
        OutputTail stderr,
        Diagnosis diagnosis,
        StopReceipt stop,
        ContainedBy containedBy,
        List<LeakedPipe> leakedPipes,
        long bytesLostToSinks,
        int attempt,
        List<RunResult> earlier,
        Optional<StallKind> shadowStall) {
    public RunResult {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(termination, "termination");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(queuedFor, "queuedFor");
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(containedBy, "containedBy");
        Objects.requireNonNull(shadowStall, "shadowStall");
        leakedPipes = List.copyOf(leakedPipes);
        earlier = List.copyOf(earlier);
    }

    /** This result, after these attempts. */
    public RunResult after(List<RunResult> attempts) {
        return new RunResult(
                runId,
                command,
                pid,
                termination,
                duration,
                queuedFor,
                stdout,
                stderr,
                diagnosis,
                stop,
                containedBy,
                leakedPipes,
                bytesLostToSinks,
                attempt,
                attempts,
                shadowStall);
    }

    /** Whether it exited by itself with code 0. */
    public boolean succeeded() {
        return termination instanceof Termination.Exited exited && exited.code() == 0;
    }

    /** Whether it reached a limit. */
    public boolean stalled() {
        return termination instanceof Termination.Stopped stopped
                && stopped.reason().isStall();
    }

    /** The exit code, where there is one; after a stop it is whatever the dying process left. */
    public OptionalInt exitCode() {
        if (termination instanceof Termination.Exited exited) {
            return OptionalInt.of(exited.code());
        }
        return termination instanceof Termination.Stopped stopped ? stopped.code() : OptionalInt.empty();
    }

    /**
     * This result, if it {@link #succeeded()}.
     *
     * @throws RunFailedException otherwise; it carries this result
     */
    public RunResult orThrow() {
        if (!succeeded()) {
            throw new RunFailedException(this);
        }
        return this;
    }
}
