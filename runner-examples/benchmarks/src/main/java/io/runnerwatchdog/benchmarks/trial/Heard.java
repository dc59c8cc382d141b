package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Keeps all events by their runs. Thread-safe. */
final class Heard implements RunListener {
    private final Map<RunId, List<RunEvent>> heard = new ConcurrentHashMap<>();

    @Override
    public void onEvent(RunEvent event) {
        heard.computeIfAbsent(event.run().runId(), first -> new CopyOnWriteArrayList<>())
                .add(event);
    }

    /** Those of one run, in order. */
    List<RunEvent> of(RunId run) {
        return List.copyOf(heard.getOrDefault(run, List.of()));
    }

    /** Those of one kind. */
    <T extends RunEvent> Stream<T> all(Class<T> kind) {
        return heard.values().stream()
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
