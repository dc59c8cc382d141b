package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The meters in one registry. Each is made once and kept, so that closing finds them all again. All meters of one name
 * have the same tag keys: up to 1.16, Micrometer's Prometheus registry drops those that come with others. Thread-safe.
 */
final class RegistryMeters {
    /** Explicit, because the usual histogram ends at 30 s, and the alerts ask for 60 s. */
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(2)
    };

    private record Key(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final MetricsOptions options;
    private final ToDoubleFunction<Kind> goingOn;
    private final Map<Key, Meter> meters = new ConcurrentHashMap<>();
    private boolean released;

    /** @param goingOn how many runs of a kind go on now */
    RegistryMeters(MeterRegistry registry, MetricsOptions options, ToDoubleFunction<Kind> goingOn) {
        this.registry = registry;
        this.options = options;
        this.goingOn = goingOn;
    }

    /** Makes at 0 what belongs to no kind of step: a counter that is first seen at 1 is invisible to {@code rate()}. */
    void prepare() {
        survivors();
        evidenceWriteFailures();
        killDuration();
        diagnosisDuration();
    }

    /** Makes at 0 all that a kind of step can come to, but for its stalls. */
    void prepare(Kind kind) {
        active(kind);
        executionDuration(kind);
        TagValues.statuses().forEach(status -> executions(kind, status));
    }

    /** Makes at 0 the stalls of a kind of step. */
    void prepareStalls(Kind kind, Optional<String> host, List<String> rootCauses) {
        for (StallKind stall : StallKind.values()) {
            rootCauses.forEach(cause -> stalls(kind, stall, cause, host));
        }
    }

    Optional<Counter> stalls(Kind kind, StallKind stall, String rootCause, Optional<String> host) {
        Tags tags = kind.tags()
                .and(MeterNames.EVENT_TYPE, TagValues.eventType(stall))
                .and(MeterNames.TIMEOUT_TYPE, TagValues.timeoutType(stall))
                .and(MeterNames.ROOT_CAUSE, rootCause);
        Tags located = host.map(name -> tags.and(MeterNames.HOST, name)).orElse(tags);
        return counter(MeterNames.STALLS, "Runs that reached a limit", located);
    }

    Optional<Counter> executions(Kind kind, String status) {
        return counter(
                MeterNames.EXECUTIONS,
                "Runs by what became of them",
                kind.tags().and(MeterNames.STATUS, status));
    }

    Optional<Counter> survivors() {
        return counter(MeterNames.SURVIVORS, "Processes that could not be stopped", Tags.empty());
    }

    Optional<Counter> evidenceWriteFailures() {
        return counter(
                MeterNames.EVIDENCE_WRITE_FAILURES, "Events that could not be written as evidence", Tags.empty());
    }

    Optional<Counter> classifierErrors(String classifier) {
        return counter(
                MeterNames.CLASSIFIER_ERRORS,
                "Classifiers that threw, hung or returned null",
                Tags.of(MeterNames.CLASSIFIER, classifier));
    }

    Optional<Timer> executionDuration(Kind kind) {
        return timer(MeterNames.EXECUTION_DURATION, "How long runs took", kind.tags(), BUCKETS);
    }

    Optional<Timer> killDuration() {
        return timer(MeterNames.KILL_DURATION, "How long stopping a process tree took", Tags.empty());
    }

    Optional<Timer> diagnosisDuration() {
        return timer(MeterNames.DIAGNOSIS_DURATION, "How long finding out why a run stalled took", Tags.empty());
    }

    Optional<Gauge> active(Kind kind) {
        return meter(
                MeterNames.ACTIVE,
                kind.tags(),
                Gauge.class,
                () -> Gauge.builder(name(MeterNames.ACTIVE), kind, goingOn)
                        .description("Runs that go on now")
                        .tags(all(kind.tags()))
                        .strongReference(true)
                        .register(registry));
    }

    /** The meters that were made, to be taken out of the registry; from now on none is made any more. */
    synchronized List<Meter> release() {
        released = true;
        return List.copyOf(meters.values());
    }

    private Optional<Timer> timer(String name, String description, Tags tags, Duration... buckets) {
        return meter(
                name,
                tags,
                Timer.class,
                () -> Timer.builder(name(name))
                        .description(description)
                        .tags(all(tags))
                        .serviceLevelObjectives(buckets)
                        .register(registry));
    }

    private Optional<Counter> counter(String name, String description, Tags tags) {
        return meter(
                name,
                tags,
                Counter.class,
                () -> Counter.builder(name(name))
                        .description(description)
                        .tags(all(tags))
                        .register(registry));
    }

    private <M extends Meter> Optional<M> meter(String name, Tags tags, Class<M> type, Supplier<M> made) {
        Key key = new Key(name, tags);
        return Optional.ofNullable(meters.get(key)).or(() -> make(key, made)).map(type::cast);
    }

    /** One guard with {@link #release}: an event that comes at the same time must not leave a meter behind. */
    private synchronized Optional<Meter> make(Key key, Supplier<? extends Meter> made) {
        if (!released && !meters.containsKey(key)) {
            Meter meter = made.get();
            if (released) {
                // The registry's own listeners closed us, on this thread, upon the news of this meter.
                registry.remove(meter);
            } else {
                meters.put(key, meter);
            }
        }
        return released ? Optional.empty() : Optional.of(meters.get(key));
    }

    private Tags all(Tags own) {
        return own.and(options.commonTags());
    }

    private String name(String name) {
        return options.prefix() + "." + name;
    }
}
