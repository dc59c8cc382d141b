package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WatchdogMetrics metrics = new WatchdogMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void allThatAStepCanComeToIsThereAtZeroWhenItStarts() {
        metrics.bindTo(registry);
        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        for (StallKind kind : StallKind.values()) {
            for (RootCause cause : RootCause.builtIn()) {
                assertThat(stalls(kind, cause.id()).count()).isZero();
            }
        }
        assertThat(registry.get("spark.runner.executions").counters())
                .extracting(counter -> counter.getId().getTag("status"))
                .containsExactlyInAnyOrder("started", "success", "failed", "killed", "skipped", "blocked", "cancelled");
    }

    @Test
    void whatNeedsNoStepIsThereAtZeroFromTheBeginning() {
        metrics.bindTo(registry);

        assertThat(registry.get("spark.runner.survivors").counter().count()).isZero();
        assertThat(registry.get("spark.runner.evidence.write.failures")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get("spark.runner.kill.duration").timer().count()).isZero();
    }

    @Test
    void aCauseOfTheHostsGetsItsOwnSeries() {
        metrics.bindTo(registry);
        Happenings run = Happenings.of(1, "build", "ci");
        metrics.onEvent(run.started());
        metrics.onEvent(run.stalled(StallKind.HARD, RootCause.of("licence_server"), Duration.ZERO));

        assertThat(stalls(StallKind.HARD, "licence_server").count()).isOne();
    }

    @Test
    void runsThatGoOnAreCountedUpAndDown() {
        metrics.bindTo(registry);
        Happenings one = Happenings.of(1, "build", "ci");
        Happenings other = Happenings.of(2, "build", "ci");

        metrics.onEvent(one.started());
        metrics.onEvent(other.started());
        assertThat(active()).isEqualTo(2);
        metrics.onEvent(one.exited(0, Duration.ofSeconds(1)));
        metrics.onEvent(other.stopped(StopReason.CLOSED, Duration.ofSeconds(1), Duration.ZERO, 0));
        assertThat(active()).isZero();
    }

    @Test
    void anEndWithoutABeginningCountsNothingDown() {
        metrics.bindTo(registry);
        Happenings known = Happenings.of(1, "build", "ci");
        metrics.onEvent(known.started());
        metrics.onEvent(Happenings.of(2, "build", "ci").exited(0, Duration.ofSeconds(1)));
        assertThat(active()).isOne();
        metrics.onEvent(known.exited(0, Duration.ofSeconds(1)));
        metrics.onEvent(known.exited(0, Duration.ofSeconds(1)));
        assertThat(active()).isZero();
    }

    @Test
    void aRegistryThatComesLateNeverGoesBelowZero() {
        Happenings run = Happenings.of(1, "build", "ci");
        metrics.onEvent(run.started());
        metrics.bindTo(registry);
        metrics.onEvent(run.exited(0, Duration.ofSeconds(1)));

        assertThat(active()).isZero();
    }

    @Test
    void namesPastTheBoundBecomeOther() {
        WatchdogMetrics bounded = new WatchdogMetrics(MetricsOptions.DEFAULTS.withMostNames(3));
        bounded.bindTo(registry);
        for (int i = 0; i < 1000; i++) {
            bounded.onEvent(Happenings.of(i, "type-" + i, "env-" + i).started());
        }

        Set<String> types = tagValues("command_type");
        assertThat(types).containsExactlyInAnyOrder("type-0", "type-1", "type-2", "other");
        assertThat(tagValues("environment")).containsExactlyInAnyOrder("env-0", "env-1", "env-2", "other");
        bounded.close();
    }

    @Test
    void theMachineIsNamedOnlyOnRequest() {
        WatchdogMetrics named =
                new WatchdogMetrics(MetricsOptions.DEFAULTS.withHostTag(true).withPrefix("acme.steps"));
        named.bindTo(registry);
        named.onEvent(Happenings.of(1, "build", "ci").started());
        assertThat(registry.get("acme.steps.stalls").counters())
                .allSatisfy(
                        counter -> assertThat(counter.getId().getTag("host")).isEqualTo("builder-1"));
        named.close();

        metrics.bindTo(registry);
        metrics.onEvent(Happenings.of(1, "build", "ci").started());
        assertThat(registry.get("spark.runner.stalls").counters())
                .allSatisfy(
                        counter -> assertThat(counter.getId().getTag("host")).isNull());
    }

    @Test
    void severalRegistriesCountTheSameAndOneTwiceCountsOnce() {
        MeterRegistry second = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.bindTo(registry);
        metrics.bindTo(second);
        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        for (MeterRegistry each : List.of(registry, second)) {
            assertThat(each.get("spark.runner.executions")
                            .tag("status", "started")
                            .counter()
                            .count())
                    .isOne();
        }
    }

    @Test
    void closingTakesAllOutAgain() {
        metrics.bindTo(registry);
        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        metrics.close();
        metrics.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aPrefixThatIsNoneIsRefused() {
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withPrefix("Spark Runner"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefix must be lower-case words joined by dots, was \"Spark Runner\"");
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withMostNames(0)).hasMessage("mostNames must be >= 1, was 0");
    }

    @Test
    void aWatchdogIsListenedToUntilClosing() {
        Listened watchdog = new Listened();
        try (WatchdogMetrics fed = new WatchdogMetrics(watchdog)) {
            fed.bindTo(registry);
            watchdog.tell(Happenings.of(1, "build", "ci").started());
            assertThat(active()).isOne();
        }
        assertThat(watchdog.listeners).isEmpty();
    }

    /** A watchdog that runs nothing. */
    private static final class Listened implements Watchdog {
        private final List<RunListener> listeners = new ArrayList<>();

        void tell(RunEvent event) {
            listeners.forEach(listener -> listener.onEvent(event));
        }

        @Override
        public Diagnosis diagnose(ProcessHandle process, Duration window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription listen(RunListener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public Run start(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Run watch(Process process) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Run watch(Process process, Command described) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Run watch(ProcessHandle process) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Run watch(ProcessHandle process, Command described) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunResult run(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int active() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private double active() {
        return registry.get("spark.runner.active").gauge().value();
    }

    private Counter stalls(StallKind kind, String cause) {
        return registry.get("spark.runner.stalls")
                .tag("timeout_type", kind.word())
                .tag("event_type", kind.word() + "-timeout")
                .tag("root_cause", cause)
                .counter();
    }

    private Set<String> tagValues(String tag) {
        return registry.get("spark.runner.executions").counters().stream()
                .map(counter -> counter.getId().getTag(tag))
                .collect(Collectors.toSet());
    }
}
