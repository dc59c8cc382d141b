package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.RunResult;

/** Knows which runs go on. Thread-safe. */
interface Registry {
    /** It is this run's turn: starts it, and knows it from now on. */
    Starter.Begun begin(Order order);

    /** It has come to its end, and is known no longer. */
    void ended(ActiveRun run, RunResult how);
}
