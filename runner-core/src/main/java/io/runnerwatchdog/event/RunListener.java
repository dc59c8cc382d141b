package io.runnerwatchdog.event;

/**
 * Hears what happens to runs.
 *
 * <p>Called on a thread of the watchdog, one event at a time and in order, never under a lock. It may block: other
 * listeners and the runs go on, and only its own events queue up (4,096 of them, then they are lost, counted and
 * logged). One exception to that: before the first signal to a stalled tree the watchdog waits up to 500 ms for listeners
 * to take the {@link RunEvent.Stalled} event. An exception is logged, reported to all listeners as
 * {@link RunEvent.ForeignFailed}, and otherwise without effect.
 */
@FunctionalInterface
public interface RunListener {
    /** Called for each event of each run. */
    void onEvent(RunEvent event);

    /** Which kind of code this is in {@link RunEvent.ForeignFailed}. */
    default RunEvent.ForeignFailed.Part part() {
        return RunEvent.ForeignFailed.Part.LISTENER;
    }
}
