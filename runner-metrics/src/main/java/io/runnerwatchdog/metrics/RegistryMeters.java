package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The meters in one registry. Each is made once and kept, so that closing finds them all again. Thread-safe. */
final class RegistryMeters {
    private static final List<String> STATUSES =
            List.of("started", "success", "failed", "killed", "skipped", "blocked", "cancelled");

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

    /** A step's place in the meters. */
    record Kind(String commandType, String environment) {}

    private record Prepared(Kind kind, String host) {}

    private record Key(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final MetricsOptions options;
    private final Map<Key, Meter> meters = new ConcurrentHashMap<>();
    private final Set<Prepared> prepared = ConcurrentHashMap.newKeySet();
    private final Map<Kind, AtomicLong> active = new ConcurrentHashMap<>();

    RegistryMeters(MeterRegistry registry, MetricsOptions options) {
        this.registry = registry;
        this.options = options;
        survivors();
        evidenceWriteFailures();
        killDuration();
        diagnosisDuration();
    }

    /** Makes everything about a kind of step at 0: a counter that is first seen at 1 is invisible to {@code rate()}. */
    void prepare(Kind kind, String host) {
        if (!prepared.add(new Prepared(kind, options.hostTag() ? host : ""))) {
            return;
        }
        active(kind);
        STATUSES.forEach(status -> executions(kind, status));
        executionDuration(kind);
        for (StallKind stall : StallKind.values()) {
            RootCause.builtIn().forEach(cause -> stalls(kind, stall, cause.id(), host));
        }
    }

    Counter stalls(Kind kind, StallKind stall, String rootCause, String stalledHost) {
        Tags tags = tags(kind)
                .and(MeterNames.EVENT_TYPE, stall.word() + "-timeout")
                .and(MeterNames.TIMEOUT_TYPE, stall.word())
                .and(MeterNames.ROOT_CAUSE, rootCause);
        return counter(
                MeterNames.STALLS,
                "Runs that reached a limit",
                options.hostTag() ? tags.and(MeterNames.HOST, stalledHost) : tags);
    }

    Counter executions(Kind kind, String status) {
        return counter(
                MeterNames.EXECUTIONS, "Runs by what became of them", tags(kind).and(MeterNames.STATUS, status));
    }

    Counter survivors() {
        return counter(MeterNames.SURVIVORS, "Processes that could not be stopped", Tags.empty());
    }

    Counter evidenceWriteFailures() {
        return counter(
                MeterNames.EVIDENCE_WRITE_FAILURES, "Events that could not be written as evidence", Tags.empty());
    }

    Counter classifierErrors(String classifier) {
        return counter(
                MeterNames.CLASSIFIER_ERRORS,
                "Classifiers that threw, hung or returned null",
                Tags.of(MeterNames.CLASSIFIER, classifier));
    }

    Timer executionDuration(Kind kind) {
        return meter(
                MeterNames.EXECUTION_DURATION,
                tags(kind),
                Timer.class,
                () -> Timer.builder(name(MeterNames.EXECUTION_DURATION))
                        .description("How long runs took")
                        .tags(tags(kind))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }

    Timer killDuration() {
        return timer(MeterNames.KILL_DURATION, "How long stopping a process tree took");
    }

    Timer diagnosisDuration() {
        return timer(MeterNames.DIAGNOSIS_DURATION, "How long finding out why a run stalled took");
    }

    AtomicLong active(Kind kind) {
        AtomicLong count = active.computeIfAbsent(kind, absent -> new AtomicLong());
        meter(
                MeterNames.ACTIVE,
                tags(kind),
                Gauge.class,
                () -> Gauge.builder(name(MeterNames.ACTIVE), count, AtomicLong::doubleValue)
                        .description("Runs that go on now")
                        .tags(tags(kind))
                        .strongReference(true)
                        .register(registry));
        return count;
    }

    void removeAll() {
        meters.values().forEach(registry::remove);
        meters.clear();
    }

    private Timer timer(String name, String description) {
        return meter(
                name,
                Tags.empty(),
                Timer.class,
                () -> Timer.builder(name(name)).description(description).register(registry));
    }

    private Counter counter(String name, String description, Tags tags) {
        return meter(
                name,
                tags,
                Counter.class,
                () -> Counter.builder(name(name))
                        .description(description)
                        .tags(tags)
                        .register(registry));
    }

    private <M extends Meter> M meter(String name, Tags tags, Class<M> type, Supplier<M> made) {
        return type.cast(meters.computeIfAbsent(new Key(name, tags), absent -> made.get()));
    }

    private String name(String name) {
        return options.prefix() + "." + name;
    }

    private static Tags tags(Kind kind) {
        return Tags.of(MeterNames.COMMAND_TYPE, kind.commandType(), MeterNames.ENVIRONMENT, kind.environment());
    }
}
