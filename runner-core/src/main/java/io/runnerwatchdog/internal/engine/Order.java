package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RunId;

/**
 * A command that is to be run, with all that is settled before it is its turn.
 *
 * @param askedAt when the host asked for it, on the watchdog's clock
 */
record Order(RunId id, Command command, Limits limits, long askedAt) {}
