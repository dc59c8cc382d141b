package io.runnerwatchdog.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an {@link Observation} of each run, from its start to its end, for hosts that trace. Each attempt of a step is one.
 * Steps that were skipped, blocked or could not be started are none.
 *
 * {@snippet :
 * try (WatchdogObservations observations = new WatchdogObservations(observationRegistry);
 *         Watchdog watchdog = Watchdog.builder().listener(observations).build()) {
 *     watchdog.run(command);
 * }
 * }
 *
 * <p>Close the watchdog first, as here: it hands out its last events then. Handlers are called on the thread that hands out the watchdog's events, no scope is opened, and the observation of
 * the thread that started the run is not its parent. A stall is an event of the observation and its error; in shadow
 * the event alone. At most 10,000 are open: for one more, the oldest ends with the status {@code unknown}. Thread-safe.
 */
public final class WatchdogObservations implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogObservations.class);
    private static final int MOST_OPEN = 10_000;

    private record Open(Observation observation, RunObservationContext context) {
        void end(String status) {
            context.ended(status);
            observation.stop();
        }
    }

    private final ObservationRegistry registry;
    private final RunObservationConvention convention;
    private final TagBounds bounds;
    private final Map<RunId, Open> open = new LinkedHashMap<>();
    private Optional<Watchdog.Subscription> subscription = Optional.empty();
    private boolean closed;

    /** Observations that are fed by {@link #onEvent}. */
    public WatchdogObservations(ObservationRegistry registry) {
        this(registry, MetricsOptions.DEFAULTS);
    }

    /** The same with another prefix, other bounds and common tags; {@link MetricsOptions#hostTag} has no effect here. */
    public WatchdogObservations(ObservationRegistry registry, MetricsOptions options) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = new UsualRunConvention(options);
        this.bounds = new TagBounds(options.mostNames());
    }

    /** Observations of a watchdog's runs that start from now on, until {@link #close()}. */
    public WatchdogObservations(Watchdog watchdog, ObservationRegistry registry) {
        this(watchdog, registry, MetricsOptions.DEFAULTS);
    }

    /** The same with another prefix, other bounds and common tags. */
    public WatchdogObservations(Watchdog watchdog, ObservationRegistry registry, MetricsOptions options) {
        this(registry, options);
        this.subscription = Optional.of(watchdog.listen(this));
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.Started started && !isClosed()) {
            begin(started.run());
        } else if (event instanceof RunEvent.Slow slow) {
            find(slow.run()).ifPresent(run -> run.observation().event(mark(slow, ObservationNames.SLOW)));
        } else if (event instanceof RunEvent.Stalled stalled) {
            find(stalled.run()).ifPresent(run -> stalled(run, stalled));
        } else if (event.isLast()) {
            take(event.run()).ifPresent(run -> run.end(Outcome.of(event).orElse(TagValues.UNKNOWN)));
        }
    }

    private void begin(RunInfo run) {
        RunObservationContext context = new RunObservationContext(run, bounds.kind(run));
        // No convention of this instance: the registry's own goes before the usual one.
        Observation observation = Observation.createNotStarted(null, convention, () -> context, registry);
        if (!observation.isNoop()) {
            Open begun = new Open(observation.start(), context);
            keep(run.runId(), begun).ifPresent(tooMany -> tooMany.end(TagValues.UNKNOWN));
        }
    }

    private void stalled(Open run, RunEvent.Stalled stalled) {
        run.context().stalled(stalled, bounds.cause(stalled.diagnosis().rootCause()));
        run.observation().event(mark(stalled, ObservationNames.STALL));
        if (!stalled.run().shadow()) {
            run.observation().error(new RunStalledException(stalled));
        }
    }

    private static Observation.Event mark(RunEvent event, String name) {
        return Observation.Event.of(name, name, event.at().toEpochMilli());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Keeps it until its end; the one that has to end for it, if any. */
    private synchronized Optional<Open> keep(RunId id, Open run) {
        if (closed) {
            // Since it was begun.
            return Optional.of(run);
        }
        Optional<Open> earlier = Optional.ofNullable(open.put(id, run));
        if (open.size() <= MOST_OPEN) {
            return earlier;
        }
        return Optional.ofNullable(open.remove(open.keySet().iterator().next()));
    }

    private synchronized Optional<Open> find(RunInfo run) {
        return Optional.ofNullable(open.get(run.runId()));
    }

    /** Whoever takes it ends it, so that each is ended once. */
    private synchronized Optional<Open> take(RunInfo run) {
        return Optional.ofNullable(open.remove(run.runId()));
    }

    private synchronized List<Open> takeAll() {
        closed = true;
        List<Open> all = List.copyOf(open.values());
        open.clear();
        return all;
    }

    /** Stops listening; observations that are open end with the status {@code unknown}. Closing twice does no harm. */
    @Override
    public void close() {
        subscription.ifPresent(Watchdog.Subscription::close);
        for (Open run : takeAll()) {
            try {
                run.end(TagValues.UNKNOWN);
            } catch (Exception | LinkageError failed) {
                // One handler that fails must not leave the others' observations open.
                LOG.warn(
                        "an observation of run {} could not be ended",
                        run.context().run().runId(),
                        failed);
            }
        }
    }
}
