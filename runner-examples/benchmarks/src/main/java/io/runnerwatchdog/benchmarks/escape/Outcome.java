package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.benchmarks.escape.Stopper.Ending;
import java.util.Optional;

/** What one round came to. */
sealed interface Outcome {
    /**
     * The round was played.
     *
     * @param survivors how many processes lived after it
     * @param call how the call returned; empty if it had not by the time it was given up
     */
    record Played(int survivors, Optional<Returned> call) implements Outcome {}

    /**
     * A call that returned.
     *
     * @param lateMillis how long after the limit; negative where the command ended before it
     */
    record Returned(Ending ending, double lateMillis) {}

    /** The contender did not do its work. */
    record Failed(String message) implements Outcome {}
}
