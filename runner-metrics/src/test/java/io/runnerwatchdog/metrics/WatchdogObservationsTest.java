package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogObservationsTest {
    private static final String NAME = "spark.runner.run";

    /** Keeps what it hears; throws where it is told to. */
    private static final class Heard implements ObservationHandler<RunObservationContext> {
        private final List<RunObservationContext> started = new ArrayList<>();
        private final List<RunObservationContext> stopped = new ArrayList<>();
        private final List<String> statuses = new ArrayList<>();
        private boolean failsToStop;
        private Runnable whenStarted = () -> {};

        @Override
        public void onStart(RunObservationContext context) {
            started.add(context);
            whenStarted.run();
        }

        @Override
        public void onStop(RunObservationContext context) {
            stopped.add(context);
            statuses.add(context.status());
            if (failsToStop) {
                throw new IllegalStateException("no");
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof RunObservationContext;
        }
    }

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Happenings run = Happenings.of(1, "build", "ci");

    private TestObservationRegistryAssert observed() {
        return TestObservationRegistryAssert.assertThat(registry);
    }

    @Test
    void aRunIsOneObservationFromItsStartToItsEnd() {
        WatchdogObservations observations = new WatchdogObservations(registry);
        observations.onEvent(run.started());
        observed()
                .hasSingleObservationThat()
                .hasNameEqualTo(NAME)
                .hasBeenStarted()
                .isNotStopped();

        observations.onEvent(run.slow());
        observations.onEvent(run.exited(0, Duration.ofSeconds(20)));

        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasContextualNameEqualTo("run build")
                .hasOnlyKeys("command_type", "environment", "status", "root_cause", "run_id", "attempt", "pid", "host")
                .hasLowCardinalityKeyValue("command_type", "build")
                .hasLowCardinalityKeyValue("environment", "ci")
                .hasLowCardinalityKeyValue("status", "success")
                .hasLowCardinalityKeyValue("root_cause", "none")
                .hasHighCardinalityKeyValue("run_id", run.run().runId().value())
                .hasHighCardinalityKeyValue("attempt", "1")
                .hasHighCardinalityKeyValue("pid", "7")
                .hasHighCardinalityKeyValue("host", "builder-1")
                .hasEvent("slow", "slow")
                .doesNotHaveError();
    }

    @Test
    void aStallIsAnEventAndTheErrorOfItsObservation() {
        WatchdogObservations observations = new WatchdogObservations(registry);
        observations.onEvent(run.started());
        observations.onEvent(run.stalled(StallKind.IDLE, RootCause.NETWORK, Duration.ZERO));
        observations.onEvent(run.stopped(StopReason.IDLE_TIMEOUT, Duration.ZERO, Duration.ZERO, 0));

        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasEvent("stall", "stall")
                .hasLowCardinalityKeyValue("status", "killed")
                .hasLowCardinalityKeyValue("root_cause", "network")
                .thenError()
                .isInstanceOf(RunStalledException.class)
                .hasMessage("stalled: idle limit of PT12S reached, network")
                .satisfies(error -> {
                    RunStalledException stalled = (RunStalledException) error;
                    assertThat(stalled.kind()).isEqualTo(StallKind.IDLE);
                    assertThat(stalled.rootCause()).isEqualTo(RootCause.NETWORK);
                    assertThat(stalled.getStackTrace()).isEmpty();
                });
    }

    @Test
    void aStallThatIsOnlyToldIsNoError() {
        WatchdogObservations observations = new WatchdogObservations(registry);
        Happenings told = run.inShadow();
        observations.onEvent(told.started());
        observations.onEvent(told.stalled(StallKind.IDLE, RootCause.LOCK, Duration.ZERO));
        observations.onEvent(told.exited(0, Duration.ZERO));

        observed()
                .hasSingleObservationThat()
                .hasEvent("stall", "stall")
                .hasLowCardinalityKeyValue("status", "success")
                .hasLowCardinalityKeyValue("root_cause", "lock")
                .doesNotHaveError();
    }

    @Test
    void eachAttemptIsAnObservationOfItsOwn() {
        WatchdogObservations observations = new WatchdogObservations(registry);
        for (int attempt = 0; attempt < 2; attempt++) {
            observations.onEvent(run.started());
            observations.onEvent(run.exited(attempt == 0 ? 1 : 0, Duration.ZERO));
        }

        observed().hasNumberOfObservationsWithNameEqualTo(NAME, 2);
        observed().hasAnObservationWithAKeyValue("status", "failed").hasAnObservationWithAKeyValue("status", "success");
    }

    @Test
    void stepsThatNeverRanAreNoObservations() {
        WatchdogObservations observations = new WatchdogObservations(registry);
        observations.onEvent(run.skipped());
        observations.onEvent(run.blocked());
        observations.onEvent(run.notStarted());
        observations.onEvent(run.exited(0, Duration.ZERO));

        observed().doesNotHaveAnyObservation();
    }

    @Test
    void whatIsOpenIsBoundedAndTheOldestEndsFirst() {
        Heard heard = new Heard();
        ObservationRegistry plain = ObservationRegistry.create();
        plain.observationConfig().observationHandler(heard);
        WatchdogObservations observations = new WatchdogObservations(plain);
        for (int i = 0; i < 10_002; i++) {
            observations.onEvent(Happenings.of(i, "build", "ci").started());
        }

        assertThat(heard.statuses).containsExactly("unknown", "unknown");
        assertThat(heard.stopped).containsExactlyElementsOf(heard.started.subList(0, 2));
    }

    @Test
    void closingEndsAllThatIsOpenThoughAHandlerFails() {
        Heard heard = new Heard();
        ObservationRegistry plain = ObservationRegistry.create();
        plain.observationConfig().observationHandler(heard);
        heard.failsToStop = true;
        Listened watchdog = new Listened();
        WatchdogObservations observations = new WatchdogObservations(watchdog, plain);
        watchdog.tell(run.started());
        watchdog.tell(Happenings.of(2, "test", "ci").started());

        observations.close();
        observations.close();
        observations.onEvent(Happenings.of(3, "late", "ci").started());

        assertThat(watchdog.listeners).isEmpty();
        assertThat(heard.statuses).containsExactly("unknown", "unknown");
        assertThat(heard.started).as("none after closing").hasSize(2);
    }

    @Test
    void oneThatIsBegunWhileAllIsClosedEndsToo() {
        Heard heard = new Heard();
        ObservationRegistry plain = ObservationRegistry.create();
        plain.observationConfig().observationHandler(heard);
        WatchdogObservations observations = new WatchdogObservations(plain);
        heard.whenStarted = observations::close;

        observations.onEvent(run.started());

        assertThat(heard.statuses).containsExactly("unknown");
    }

    @Test
    void lowCardinalityValuesAreBoundedAndCarryTheHostsOwnTags() {
        MetricsOptions options =
                MetricsOptions.DEFAULTS.withMostNames(2).withPrefix("acme").withCommonTags(Tags.of("team", "tools"));
        Heard heard = new Heard();
        registry.observationConfig().observationHandler(heard);
        WatchdogObservations observations = new WatchdogObservations(registry, options);
        for (int i = 0; i < 100; i++) {
            observations.onEvent(Happenings.of(i, "type-" + i, "ci").started());
        }

        assertThat(heard.started)
                .extracting(context ->
                        context.getLowCardinalityKeyValue("command_type").getValue())
                .containsOnly("type-0", "type-1", "other");
        assertThat(heard.started)
                .allMatch(context -> "acme.run".equals(context.getName()))
                .extracting(context -> context.getLowCardinalityKeyValue("team").getValue())
                .containsOnly("tools");
    }

    @Test
    void aConventionOfTheRegistryGoesBeforeTheUsualOne() {
        registry.observationConfig().observationConvention(new RunObservationConvention() {
            @Override
            public String getName() {
                return "step";
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
                return KeyValues.of(KeyValue.of("kind", context.run().commandType()));
            }
        });
        WatchdogObservations observations = new WatchdogObservations(registry);
        observations.onEvent(run.started());
        observations.onEvent(run.exited(0, Duration.ZERO));

        observed().hasSingleObservationThat().hasNameEqualTo("step").hasOnlyKeys("kind");
    }

    @Test
    void withoutARegistryNothingIsKept() {
        WatchdogObservations observations = new WatchdogObservations(ObservationRegistry.NOOP);
        observations.onEvent(run.started());
        observations.onEvent(run.stalled(StallKind.IDLE, RootCause.LOCK, Duration.ZERO));
        observations.onEvent(run.exited(0, Duration.ZERO));

        observed().doesNotHaveAnyObservation();
    }

    /** Meters made of observations must not lose any for their keys either. */
    @Test
    void metersOfObservationsHaveTheSameKeysFromStartToEnd() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.throwExceptionOnRegistrationFailure();
        ObservationRegistry plain = ObservationRegistry.create();
        plain.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        WatchdogObservations observations = new WatchdogObservations(plain);
        List<RunEvent> events = List.of(
                run.started(),
                run.stalled(StallKind.HARD, RootCause.BUSY, Duration.ZERO),
                run.stopped(StopReason.HARD_TIMEOUT, Duration.ZERO, Duration.ZERO, 0));
        events.forEach(observations::onEvent);
        Happenings well = Happenings.of(2, "build", "ci");
        observations.onEvent(well.started());
        observations.onEvent(well.exited(0, Duration.ZERO));

        assertThat(meters.scrape().lines())
                .filteredOn(line -> line.startsWith("spark_runner_run_seconds_count"))
                .containsExactlyInAnyOrder(
                        "spark_runner_run_seconds_count{command_type=\"build\",environment=\"ci\","
                                + "error=\"RunStalledException\",root_cause=\"busy\",status=\"killed\"} 1",
                        "spark_runner_run_seconds_count{command_type=\"build\",environment=\"ci\","
                                + "error=\"none\",root_cause=\"none\",status=\"success\"} 1");
    }
}
