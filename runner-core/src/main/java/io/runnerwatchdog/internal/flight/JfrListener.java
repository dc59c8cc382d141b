package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/**
 * Makes events of the flight recorder of those of runs. In a Java process that has recorded nothing yet their types are not
 * even loaded: with all that the recorder needs for them, that would be a good part of what a first run costs.
 */
final class JfrListener implements FlightListener {
    /** Empty until somebody records. Loaded twice at worst, which does no harm. */
    private volatile Optional<Types> types = Optional.empty();

    JfrListener() {
        if (FlightRecorder.isInitialized()) {
            // Here, where it may fail, and not on a thread that supervises: there only if a recording begins later.
            types = Optional.of(Types.load());
        }
    }

    /** The types of our events as the recorder knows them. */
    private record Types(EventType start, EventType stall, EventType stop, EventType end) {
        /** Asking for them loads and registers them. */
        static Types load() {
            return new Types(
                    EventType.getEventType(RecordedStart.class),
                    EventType.getEventType(RecordedStall.class),
                    EventType.getEventType(RecordedStop.class),
                    EventType.getEventType(RecordedEnd.class));
        }

        boolean isRecorded(RunEvent event) {
            if (event instanceof RunEvent.Started) {
                return start.isEnabled();
            } else if (event instanceof RunEvent.Stalled) {
                return stall.isEnabled();
            } else if (event instanceof RunEvent.Stopped) {
                return stop.isEnabled();
            }
            return (event instanceof RunEvent.Exited || event instanceof RunEvent.Ended) && end.isEnabled();
        }
    }

    /** Asked on threads that supervise, also where memory is used up: nothing is made for the answer, but for the first. */
    @Override
    public boolean test(RunEvent event) {
        if (!FlightRecorder.isInitialized()) {
            return false;
        }
        if (types.isEmpty()) {
            types = Optional.of(Types.load());
        }
        return types.get().isRecorded(event);
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
