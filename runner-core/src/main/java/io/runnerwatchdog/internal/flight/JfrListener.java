package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import java.util.Optional;
import jdk.jfr.EventType;

/** Makes events of the flight recorder of those of runs. */
final class JfrListener implements FlightListener {
    // Asking for their types loads and registers them: here, where that may fail, and not on a thread that supervises.
    private final EventType start = EventType.getEventType(RecordedStart.class);
    private final EventType stall = EventType.getEventType(RecordedStall.class);
    private final EventType stop = EventType.getEventType(RecordedStop.class);
    private final EventType end = EventType.getEventType(RecordedEnd.class);

    /** Asked on threads that supervise, also where memory is used up: nothing is made for the answer. */
    @Override
    public boolean isRecorded(RunEvent event) {
        if (event instanceof RunEvent.Started) {
            return start.isEnabled();
        } else if (event instanceof RunEvent.Stalled) {
            return stall.isEnabled();
        } else if (event instanceof RunEvent.Stopped) {
            return stop.isEnabled();
        }
        return (event instanceof RunEvent.Exited || event instanceof RunEvent.Ended) && end.isEnabled();
    }

    @Override
    public void onEvent(RunEvent event) {
        recorded(event).filter(RecordedRun::isEnabled).ifPresent(RecordedRun::record);
    }

    /** Not filled yet; empty for events that the flight recorder is not told of. */
    private static Optional<RecordedRun> recorded(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            return Optional.of(new RecordedStart(started));
        } else if (event instanceof RunEvent.Stalled stalled) {
            return Optional.of(new RecordedStall(stalled));
        } else if (event instanceof RunEvent.Stopped stopped) {
            return Optional.of(new RecordedStop(stopped));
        } else if (event instanceof RunEvent.Exited exited) {
            return Optional.of(new RecordedEnd(exited));
        } else if (event instanceof RunEvent.Ended ended) {
            return Optional.of(new RecordedEnd(ended));
        }
        return Optional.empty();
    }
}
