package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.metrics.RegistryMeters.Kind;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StartFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Counts what happens to runs in the host's meter registry, or in several. Fed by a watchdog, or by whoever hands it
 * events: an endpoint that follows evidence, for example.
 *
 * {@snippet :
 * try (WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
 *     metrics.bindTo(registry);
 * }
 * }
 *
 * <p>Bind before the first run: what happened before is not counted. All that is known of a kind of step (command type
 * and environment) is there at 0 before its first run is counted. Thread-safe.
 */
public final class WatchdogMetrics implements MeterBinder, RunListener, AutoCloseable {
    /** How many causes and classifiers that this library does not know get a series of their own. */
    private static final int MOST_FOREIGN_NAMES = 64;

    private final MetricsOptions options;
    private final BoundedNames types;
    private final BoundedNames environments;
    private final BoundedNames causes = new BoundedNames(MOST_FOREIGN_NAMES);
    private final BoundedNames classifiers = new BoundedNames(MOST_FOREIGN_NAMES);
    private final ActiveRuns active = new ActiveRuns();
    private final CopyOnWriteArrayList<Bound> registries = new CopyOnWriteArrayList<>();
    private Optional<Watchdog.Subscription> subscription = Optional.empty();

    private record Bound(MeterRegistry registry, RegistryMeters meters) {}

    /** Meters that are fed by {@link #onEvent}. */
    public WatchdogMetrics() {
        this(MetricsOptions.DEFAULTS);
    }

    /** The same with other names and bounds. */
    public WatchdogMetrics(MetricsOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.types = new BoundedNames(options.mostNames());
        this.environments = new BoundedNames(options.mostNames());
        RootCause.builtIn().forEach(cause -> causes.of(cause.id()));
    }

    /** Meters of a watchdog, from now until {@link #close()}. */
    public WatchdogMetrics(Watchdog watchdog) {
        this(watchdog, MetricsOptions.DEFAULTS);
    }

    /** The same with other names and bounds. */
    public WatchdogMetrics(Watchdog watchdog, MetricsOptions options) {
        this(options);
        this.subscription = Optional.of(watchdog.listen(this));
    }

    /** Registers the meters; doing so twice with one registry is done once. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        if (registries.stream().noneMatch(bound -> bound.registry() == registry)) {
            registries.add(new Bound(registry, new RegistryMeters(registry, options)));
        }
    }

    @Override
    public void onEvent(RunEvent event) {
        Kind kind = kind(event.run());
        each(meters -> meters.prepare(kind, event.run().host()));
        if (event instanceof RunEvent.Started) {
            started(event.run(), kind);
        } else if (event instanceof RunEvent.Stalled stalled) {
            String cause = causes.of(stalled.diagnosis().rootCause().id());
            each(meters -> {
                meters.stalls(kind, stalled.kind(), cause, event.run().host()).increment();
                meters.diagnosisDuration().record(stalled.diagnosisTook());
            });
        } else if (event instanceof RunEvent.Stopped stopped) {
            ended(event.run(), kind, stopped.reason().isStall() ? "killed" : "cancelled", stopped.duration());
            each(meters -> {
                meters.killDuration().record(stopped.receipt().took());
                meters.survivors().increment(stopped.receipt().survivors().size());
            });
        } else if (event instanceof RunEvent.Exited exited) {
            ended(event.run(), kind, exited.code() == 0 ? "success" : "failed", exited.duration());
        } else if (event instanceof RunEvent.Ended ended) {
            ended(event.run(), kind, "unknown", ended.duration());
        } else if (event instanceof RunEvent.NotStarted notStarted) {
            count(kind, notStarted.why().failure() == StartFailure.WITHDRAWN ? "cancelled" : "failed");
        } else if (event instanceof RunEvent.Skipped) {
            count(kind, "skipped");
        } else if (event instanceof RunEvent.Blocked) {
            count(kind, "blocked");
        } else if (event instanceof RunEvent.ForeignFailed failed) {
            foreignFailed(failed);
        }
    }

    private void started(RunInfo run, Kind kind) {
        count(kind, "started");
        each(meters -> meters.active(kind).incrementAndGet());
        active.add(run).ifPresent(forgotten -> inactive(kind(forgotten)));
    }

    private void ended(RunInfo run, Kind kind, String status, Duration took) {
        count(kind, status);
        each(meters -> meters.executionDuration(kind).record(took));
        RunId id = run.runId();
        if (active.remove(id)) {
            inactive(kind);
        }
    }

    private void inactive(Kind kind) {
        // A registry that was bound while the run went on has not counted its start.
        each(meters -> meters.active(kind).updateAndGet(count -> Math.max(0, count - 1)));
    }

    private void foreignFailed(RunEvent.ForeignFailed failed) {
        switch (failed.part()) {
            case EVIDENCE -> each(meters -> meters.evidenceWriteFailures().increment());
            case CLASSIFIER ->
                each(meters ->
                        meters.classifierErrors(classifiers.of(failed.name())).increment());
            case LISTENER, SINK -> {
                // Told by the log; no meter of the contract counts them.
            }
        }
    }

    private void count(Kind kind, String status) {
        each(meters -> meters.executions(kind, status).increment());
    }

    private void each(Consumer<RegistryMeters> action) {
        for (Bound bound : registries) {
            action.accept(bound.meters());
        }
    }

    private Kind kind(RunInfo run) {
        return new Kind(types.of(run.commandType()), environments.of(run.environment()));
    }

    /** Stops listening and takes all meters out of all registries. Closing twice does no harm. */
    @Override
    public synchronized void close() {
        subscription.ifPresent(Watchdog.Subscription::close);
        subscription = Optional.empty();
        for (Bound bound : registries) {
            registries.remove(bound);
            bound.meters().removeAll();
        }
    }
}
