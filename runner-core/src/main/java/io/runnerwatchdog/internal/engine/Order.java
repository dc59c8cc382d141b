package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;

/**
 * A command that is to be run, with all that is settled before it is its turn.
 *
 * @param queuedFor how long it has waited for its turn
 */
record Order(RunId id, Command command, Limits limits, Duration queuedFor) {
    /** The same, after it has waited. */
    Order after(Duration waited) {
        return new Order(id, command, limits, waited);
    }
}
