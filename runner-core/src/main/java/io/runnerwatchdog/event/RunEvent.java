package io.runnerwatchdog.event;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Something that happened to a run. The one stream that evidence, meters and hosts listen to. Events of one run come in
 * order: {@link Started}, perhaps {@link Slow}, perhaps {@link Stalled}, then one of {@link Exited}, {@link Ended} and {@link Stopped};
 * or only one of {@link NotStarted}, {@link Skipped} and {@link Blocked}.
 */
public sealed interface RunEvent {
    /** Which run. */
    RunInfo run();

    /** When, by the wall clock. */
    Instant at();

    /** Whether this is the last event of its run, {@link ForeignFailed} aside. */
    default boolean isLast() {
        return !(this instanceof Started
                || this instanceof Slow
                || this instanceof Stalled
                || this instanceof ForeignFailed);
    }

    /** A process was started. */
    record Started(RunInfo run, Instant at) implements RunEvent {
        public Started {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
        }
    }

    /** It passed its warn mark and goes on. */
    record Slow(RunInfo run, Instant at, Duration after) implements RunEvent {
        public Slow {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * It reached a limit. Handed to listeners before the first signal is sent.
     *
     * @param limit the limit it reached
     * @param silentFor how long it had printed nothing
     * @param diagnosis why, as far as it could be found out
     * @param diagnosisTook what that cost
     */
    record Stalled(
            RunInfo run,
            Instant at,
            StallKind kind,
            Duration limit,
            Duration silentFor,
            Diagnosis diagnosis,
            Duration diagnosisTook,
            OutputTail stdout,
            OutputTail stderr)
            implements RunEvent {
        public Stalled {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(silentFor, "silentFor");
            Objects.requireNonNull(diagnosis, "diagnosis");
            Objects.requireNonNull(diagnosisTook, "diagnosisTook");
            Objects.requireNonNull(stdout, "stdout");
            Objects.requireNonNull(stderr, "stderr");
        }
    }

    /**
     * We stopped it and its tree is dead, or we gave up on the survivors.
     *
     * @param code what the first process left with; empty where it did not die
     * @param duration how long the run took in all
     */
    record Stopped(
            RunInfo run,
            Instant at,
            StopReason reason,
            OptionalInt code,
            StopReceipt receipt,
            Duration duration,
            OutputTail stdout,
            OutputTail stderr)
            implements RunEvent {
        public Stopped {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(receipt, "receipt");
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(stdout, "stdout");
            Objects.requireNonNull(stderr, "stderr");
        }
    }

    /**
     * It ended by itself.
     *
     * @param longestSilence how long it printed nothing at the most, its last moments included: what an idle limit has to
     *     allow for; as long as the run itself where its output is not read
     */
    record Exited(RunInfo run, Instant at, int code, Duration duration, Duration longestSilence) implements RunEvent {
        public Exited {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(longestSilence, "longestSilence");
        }
    }

    /** It ended by itself, and its exit code cannot be known: see {@link Termination.Ended}. */
    record Ended(RunInfo run, Instant at, Duration duration) implements RunEvent {
        public Ended {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(duration, "duration");
        }
    }

    /** No process came to be. */
    record NotStarted(RunInfo run, Instant at, Termination.NotStarted why) implements RunEvent {
        public NotStarted {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Not started: steps of its kind stalled too often lately. */
    record Skipped(RunInfo run, Instant at, Termination.Skipped why) implements RunEvent {
        public Skipped {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Not started: policy forbids it. */
    record Blocked(RunInfo run, Instant at, Termination.Blocked why) implements RunEvent {
        public Blocked {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Code that is not ours failed while it served this run: it threw, hung, or fell behind. The run itself was not
     * touched by it.
     *
     * @param part which kind of code
     * @param name which one: a classifier's id, or a class name
     * @param problem what it did, one line
     */
    record ForeignFailed(RunInfo run, Instant at, Part part, String name, String problem) implements RunEvent {
        /** Which kind of foreign code. */
        public enum Part {
            /** A {@link RunListener}. */
            LISTENER,
            /** The evidence log, which is a listener of special weight. */
            EVIDENCE,
            /** A classifier. */
            CLASSIFIER,
            /** A sink of a command's output. */
            SINK
        }

        public ForeignFailed {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(problem, "problem");
        }
    }
}
