package io.runnerwatchdog.metrics;

import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.run.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that go on, so that an end without a beginning counts nothing down. Bounded: where events come from a file, a
 * run whose host died never ends. Thread-safe.
 */
final class ActiveRuns {
    private static final int MOST = 100_000;

    private final Map<RunId, RunInfo> active = new LinkedHashMap<>();

    /** Adds a run; the one that was forgotten for it, if any. */
    synchronized Optional<RunInfo> add(RunInfo run) {
        active.put(run.runId(), run);
        if (active.size() <= MOST) {
            return Optional.empty();
        }
        RunId oldest = active.keySet().iterator().next();
        return Optional.ofNullable(active.remove(oldest));
    }

    /** Whether this run went on until now. */
    synchronized boolean remove(RunId run) {
        return active.remove(run) != null;
    }
}
