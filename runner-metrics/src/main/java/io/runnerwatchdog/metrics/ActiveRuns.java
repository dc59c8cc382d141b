package io.runnerwatchdog.metrics;

import io.runnerwatchdog.run.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runs that go on, and how many there are of each kind, so that an end without a beginning counts nothing down.
 * Bounded: where events come from a file, a run whose host died never ends. Thread-safe.
 */
final class ActiveRuns {
    private static final int MOST = 100_000;

    private final Map<RunId, Kind> going = new LinkedHashMap<>();
    private final Map<Kind, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** A run has begun; the oldest is forgotten for it where there are too many. */
    synchronized void begin(RunId run, Kind kind) {
        end(run);
        if (going.size() == MOST) {
            end(going.keySet().iterator().next());
        }
        going.put(run, kind);
        count(kind).incrementAndGet();
    }

    /** A run is over. */
    synchronized void end(RunId run) {
        Optional.ofNullable(going.remove(run)).ifPresent(kind -> count(kind).decrementAndGet());
    }

    /** How many of this kind go on now; asked at each scrape, so it takes no lock. */
    int of(Kind kind) {
        return count(kind).get();
    }

    private AtomicInteger count(Kind kind) {
        return counts.computeIfAbsent(kind, absent -> new AtomicInteger());
    }
}
