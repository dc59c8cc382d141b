package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.StopReceipt;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what happens to runs in the host's meter registry, or in several. Fed by a watchdog, or by whoever hands it
 * events: an endpoint that follows evidence, for example.
 *
 * {@snippet :
 * try (WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
 *     metrics.bindTo(registry);
 *     metrics.prepare("build", "ci");
 * }
 * }
 *
 * <p>Bind before the first run: what happened before is not counted. All that a kind of step (command type and
 * environment) can come to is there at 0 from its first event on. That may be too late: {@code rate()} sees no stall that
 * came between two scrapes together with its counter. So name the kinds ahead. The kind of a command that names none is
 * there from the start.
 *
 * <p>A registry that throws is logged once, and harms neither the others nor a run. Thread-safe.
 */
public final class WatchdogMetrics implements MeterBinder, RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogMetrics.class);

    /** A kind of step on a machine; without one where no tag names machines, or where none is known yet. */
    private record Place(Kind kind, Optional<String> host) {}

    private final MetricsOptions options;
    private final TagBounds bounds;
    private final List<String> preparedCauses;
    private final ActiveRuns active = new ActiveRuns();
    private final Set<Place> prepared = ConcurrentHashMap.newKeySet();
    private final Set<String> preparedClassifiers = new TreeSet<>();
    private final CopyOnWriteArrayList<GuardedRegistry> registries = new CopyOnWriteArrayList<>();
    private Optional<Watchdog.Subscription> subscription = Optional.empty();
    private volatile boolean closed;

    /** Meters that are fed by {@link #onEvent}. */
    public WatchdogMetrics() {
        this(MetricsOptions.DEFAULTS);
    }

    /** The same with other names and bounds. */
    public WatchdogMetrics(MetricsOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.bounds = new TagBounds(options.mostNames());
        this.preparedCauses = Stream.concat(RootCause.builtIn().stream(), options.rootCauses().stream())
                .map(bounds::cause)
                .distinct()
                .toList();
        this.prepared.add(new Place(Kind.DEFAULT, Optional.empty()));
    }

    /** Meters of a watchdog, from now until {@link #close()}. */
    public WatchdogMetrics(Watchdog watchdog) {
        this(watchdog, MetricsOptions.DEFAULTS);
    }

    /** The same with other names and bounds. */
    public WatchdogMetrics(Watchdog watchdog, MetricsOptions options) {
        this(options);
        watchdog.classifiers().stream().map(bounds::classifier).forEach(preparedClassifiers::add);
        this.subscription = Optional.of(watchdog.listen(this));
    }

    /**
     * Registers the meters; doing so twice with one registry is done once. What the registry throws meanwhile is thrown, and
     * nothing is left in it. Where others have put the same meters into it already, that is logged: both then count
     * together, and whoever is closed first takes them out for both.
     *
     * @throws IllegalStateException if this is closed
     */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        requireOpen();
        if (registries.stream().noneMatch(bound -> bound.isOf(registry))) {
            Set<Meter> before = metersOf(registry);
            GuardedRegistry bound = new GuardedRegistry(registry, new RegistryMeters(registry, options, active::of));
            // First this, then what is there already: what comes up meanwhile is prepared by whoever sees it last.
            registries.add(bound);
            bound.orUndo(this::prepareAll, () -> registries.remove(bound));
            warnOfTwins(registry, bound, before);
        }
    }

    private static Set<Meter> metersOf(MeterRegistry registry) {
        Set<Meter> meters = Collections.newSetFromMap(new IdentityHashMap<>());
        meters.addAll(registry.getMeters());
        return meters;
    }

    /** A registry hands out the meter that it has under a name, and does not say that it is another's. */
    private void warnOfTwins(MeterRegistry registry, GuardedRegistry bound, Set<Meter> before) {
        bound.with(meters -> meters.survivors()
                .filter(before::contains)
                .ifPresent(twin -> LOG.warn(
                        "the meter registry {} has the meters {}.* already, of another WatchdogMetrics that is still open: bind one"
                                + " for each watchdog, with a prefix or common tags of its own (MetricsOptions)",
                        registry.getClass().getName(),
                        options.prefix())));
    }

    private void prepareAll(RegistryMeters meters) {
        meters.prepare();
        preparedClassifiers.forEach(meters::classifierErrors);
        prepared.forEach(place -> prepare(meters, place));
    }

    /**
     * Makes all that a kind of step can come to at 0, in the registries that are bound and in those that will be. Without
     * it that is done when its first event comes.
     *
     * @throws IllegalStateException if this is closed
     */
    public void prepare(String commandType, String environment) {
        requireOpen();
        see(new Place(bounds.kind(commandType, environment), Optional.empty()));
    }

    /**
     * The same where stalls carry the name of the machine ({@link MetricsOptions#hostTag}): also its stalls on this one, which
     * cannot be guessed.
     *
     * @throws IllegalStateException if this is closed
     */
    public void prepare(String commandType, String environment, String host) {
        requireOpen();
        see(place(bounds.kind(commandType, environment), host));
    }

    /**
     * The same for all kinds of steps of a configuration: its command types in its environments.
     *
     * @throws IllegalStateException if this is closed
     */
    public void prepare(RunnerConfig config) {
        for (String commandType : withDefault(config.commandTypes())) {
            withDefault(config.environments()).forEach(environment -> prepare(commandType, environment));
        }
    }

    private static Set<String> withDefault(Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        all.add(Command.DEFAULT_NAME);
        return all;
    }

    private Place place(Kind kind, String host) {
        return new Place(kind, options.hostTag() ? Optional.of(bounds.host(host)) : Optional.empty());
    }

    private void see(Place place) {
        if (prepared.add(place)) {
            each(meters -> prepare(meters, place));
        }
    }

    private void prepare(RegistryMeters meters, Place place) {
        meters.prepare(place.kind());
        if (place.host().isPresent() || !options.hostTag()) {
            meters.prepareStalls(place.kind(), place.host(), preparedCauses);
        }
    }

    @Override
    public void onEvent(RunEvent event) {
        Kind kind = bounds.kind(event.run());
        Place place = place(kind, event.run().host());
        see(place);
        Outcome.of(event)
                .ifPresent(
                        status -> each(meters -> meters.executions(kind, status).ifPresent(Counter::increment)));
        if (event instanceof RunEvent.Started) {
            active.begin(event.run().runId(), kind);
        } else if (event instanceof RunEvent.Stalled stalled) {
            stalled(stalled, place);
        } else if (event instanceof RunEvent.Stopped stopped) {
            ended(event.run(), kind, stopped.duration());
            stopped(stopped.receipt());
        } else if (event instanceof RunEvent.Exited exited) {
            ended(event.run(), kind, exited.duration());
        } else if (event instanceof RunEvent.Ended ended) {
            ended(event.run(), kind, ended.duration());
        } else if (event instanceof RunEvent.ForeignFailed failed) {
            foreignFailed(failed);
        }
    }

    private void stalled(RunEvent.Stalled stalled, Place place) {
        String cause = bounds.cause(stalled.diagnosis().rootCause());
        each(meters ->
                meters.stalls(place.kind(), stalled.kind(), cause, place.host()).ifPresent(Counter::increment));
        each(meters -> meters.diagnosisDuration().ifPresent(timer -> timer.record(stalled.diagnosisTook())));
    }

    private void stopped(StopReceipt receipt) {
        int survivors = receipt.survivors().size();
        each(meters -> meters.killDuration().ifPresent(timer -> timer.record(receipt.took())));
        each(meters -> meters.survivors().ifPresent(counter -> counter.increment(survivors)));
    }

    private void ended(RunInfo run, Kind kind, Duration took) {
        active.end(run.runId());
        each(meters -> meters.executionDuration(kind).ifPresent(timer -> timer.record(took)));
    }

    private void foreignFailed(RunEvent.ForeignFailed failed) {
        switch (failed.part()) {
            case EVIDENCE -> each(meters -> meters.evidenceWriteFailures().ifPresent(Counter::increment));
            case CLASSIFIER -> {
                String classifier = bounds.classifier(failed.name());
                each(meters -> meters.classifierErrors(classifier).ifPresent(Counter::increment));
            }
            case LISTENER, SINK -> {
                // Told by the log; no meter of the contract counts them.
            }
        }
    }

    private void each(Consumer<RegistryMeters> action) {
        registries.forEach(bound -> bound.with(action));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "these metrics are closed; make others, and close them after the watchdog that they listen to");
        }
    }

    /** Stops listening and takes all meters out of all registries. Closing twice does no harm. */
    @Override
    public synchronized void close() {
        closed = true;
        subscription.ifPresent(Watchdog.Subscription::close);
        subscription = Optional.empty();
        registries.forEach(GuardedRegistry::removeAll);
        registries.clear();
    }
}
