package io.runnerwatchdog.junit;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.RunResult;
import java.util.List;

/**
 * How the runs of a test have ended.
 *
 * @param stalled those that reached a limit
 * @param leftovers those that were stopped because the test was over
 * @param events what happened to all of them
 */
record Ending(List<RunResult> stalled, List<Leftover> leftovers, List<RunEvent> events) {
    Ending {
        stalled = List.copyOf(stalled);
        leftovers = List.copyOf(leftovers);
        events = List.copyOf(events);
    }
}
