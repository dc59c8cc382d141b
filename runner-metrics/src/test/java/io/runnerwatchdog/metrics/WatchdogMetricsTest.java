package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.Map;
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
    void aRegistryThatComesLateSeesWhatGoesOn() {
        Happenings run = Happenings.of(1, "build", "ci");
        metrics.onEvent(run.started());
        metrics.bindTo(registry);
        assertThat(active()).isOne();
        metrics.onEvent(run.exited(0, Duration.ofSeconds(1)));

        assertThat(active()).isZero();
    }

    @Test
    void aRunThatIsToldToStartTwiceGoesOnOnce() {
        metrics.bindTo(registry);
        Happenings run = Happenings.of(1, "build", "ci");
        metrics.onEvent(run.started());
        metrics.onEvent(run.started());

        assertThat(active()).isOne();
    }

    @Test
    void eachEndIsCountedUnderItsOwnStatus() {
        metrics.bindTo(registry);
        metrics.prepare("build", "ci");
        Happenings run = Happenings.of(1, "build", "ci");
        Map<RunEvent, String> ends = Map.of(
                run.exited(0, Duration.ZERO), TagValues.SUCCESS,
                run.exited(3, Duration.ZERO), TagValues.FAILED,
                run.notStarted(), TagValues.FAILED,
                run.stopped(StopReason.HARD_TIMEOUT, Duration.ZERO, Duration.ZERO, 0), TagValues.KILLED,
                run.stopped(StopReason.CANCELLED, Duration.ZERO, Duration.ZERO, 0), TagValues.CANCELLED,
                run.notStarted(StartFailure.WITHDRAWN), TagValues.CANCELLED,
                run.skipped(), TagValues.SKIPPED,
                run.blocked(), TagValues.BLOCKED,
                run.ended(Duration.ZERO), TagValues.UNKNOWN);

        ends.forEach((end, status) -> {
            double before = executions(status);
            metrics.onEvent(end);
            assertThat(executions(status)).as(end.toString()).isEqualTo(before + 1);
        });
    }

    @Test
    void whatHappensBetweenStartAndEndIsNoExecution() {
        metrics.bindTo(registry);
        Happenings run = Happenings.of(1, "build", "ci");
        metrics.onEvent(run.slow());
        metrics.onEvent(run.stalled(StallKind.IDLE, RootCause.LOCK, Duration.ZERO));
        metrics.onEvent(run.foreignFailed(RunEvent.ForeignFailed.Part.SINK, "sink"));

        assertThat(TagValues.statuses()).allMatch(status -> executions(status) == 0);
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

    private double executions(String status) {
        return registry.get("spark.runner.executions")
                .tags("command_type", "build", "environment", "ci", "status", status)
                .counter()
                .count();
    }

    private double active() {
        return registry.get("spark.runner.active")
                .tags("command_type", "build", "environment", "ci")
                .gauge()
                .value();
    }

    private Counter stalls(StallKind kind, String cause) {
        return registry.get("spark.runner.stalls")
                .tags("command_type", "build", "environment", "ci")
                .tags("timeout_type", kind.word(), "event_type", kind.word() + "-timeout", "root_cause", cause)
                .counter();
    }
}
