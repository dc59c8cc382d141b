package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RetryPolicy;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;

/**
 * A command that is to be run, with all that is settled before it is its turn.
 *
 * @param attempt which attempt it is, from 1
 * @param retry whether there may be another one
 * @param queuedFor how long it has waited for its turn
 */
record Order(RunId id, int attempt, Command command, Limits limits, RetryPolicy retry, Duration queuedFor) {
    /** The same once more. */
    Order again() {
        return new Order(id, attempt + 1, command, limits, retry, Duration.ZERO);
    }

    /** The same, after it has waited. */
    Order after(Duration waited) {
        return new Order(id, attempt, command, limits, retry, waited);
    }
}
