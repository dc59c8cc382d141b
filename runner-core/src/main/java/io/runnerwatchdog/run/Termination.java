package io.runnerwatchdog.run;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/** How a run ended. Decided by what we saw and did, never guessed from the exit code. */
public sealed interface Termination {

    /** One word or phrase for people. */
    String describe();

    /** No process came to be. */
    record NotStarted(StartFailure failure, String message) implements Termination {
        public NotStarted {
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(message, "message");
        }

        @Override
        public String describe() {
            return "could not be started: " + message;
        }
    }

    /**
     * The process ended before we decided to stop it.
     *
     * @param code its exit code. A process that a signal N ended shows 128 + N here, and so does one that exits with that
     *     number of its own accord: the Java platform does not tell the two apart, so neither do we.
     */
    record Exited(int code) implements Termination {
        /** The signal that ended it, if the code may be read so: 1 to 31 for the codes 129 to 159. */
        public OptionalInt likelySignal() {
            return code > 128 && code < 160 ? OptionalInt.of(code - 128) : OptionalInt.empty();
        }

        @Override
        public String describe() {
            return "exited with code " + code
                    + (likelySignal().isPresent() ? " (signal " + likelySignal().getAsInt() + "?)" : "");
        }
    }

    /**
     * The process ended before we decided to stop it. Which code it left with is not known: it was given to us by a handle
     * only, and the Java platform tells the code of a process to whoever has its {@code Process}.
     */
    record Ended() implements Termination {
        @Override
        public String describe() {
            return "ended, its exit code is not known";
        }
    }

    /**
     * We stopped it.
     *
     * @param reason why
     * @param code the exit code it left with after we had decided; empty where it did not die in time
     */
    record Stopped(StopReason reason, OptionalInt code) implements Termination {
        public Stopped {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(code, "code");
        }

        @Override
        public String describe() {
            return switch (reason) {
                case IDLE_TIMEOUT -> "stopped at its idle limit";
                case HARD_TIMEOUT -> "stopped at its hard limit";
                case CANCELLED -> "cancelled";
                case INTERRUPTED -> "stopped because the waiting thread was interrupted";
                case CLOSED -> "stopped because the watchdog was closed";
            };
        }
    }

    /** Not started because steps of its kind stalled too often lately. */
    record Skipped(String reason, Instant until) implements Termination {
        public Skipped {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(until, "until");
        }

        @Override
        public String describe() {
            return "skipped until " + until + ": " + reason;
        }
    }

    /** Not started because policy forbids the command. */
    record Blocked(String reason) implements Termination {
        public Blocked {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "blocked: " + reason;
        }
    }
}
