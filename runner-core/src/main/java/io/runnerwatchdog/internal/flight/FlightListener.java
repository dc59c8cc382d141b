package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import java.util.function.Predicate;

/** Hands events on to the flight recorder. Called like any listener, on a thread of the watchdog. Thread-safe. */
public interface FlightListener extends RunListener, Predicate<RunEvent> {
    /** Whether this is recorded now: where it is not, the event need not be handed out at all. */
    @Override
    boolean test(RunEvent event);
}
