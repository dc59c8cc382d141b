package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import java.util.concurrent.Executor;

/**
 * What a stop works with.
 *
 * @param pool where its steps are done
 * @param signals for the signals that the platform cannot send
 */
public record StopTools(DeadlineClock clock, Executor pool, Signals signals) {}
