package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Closing takes all meters out, whatever happens at the same time. */
class ClosingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WatchdogMetrics metrics = new WatchdogMetrics();

    @Test
    void closingTakesAllOutAgain() {
        metrics.bindTo(registry);
        metrics.prepare("deploy", "production");
        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        metrics.close();
        metrics.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void metersOfSomebodyElseStay() {
        registry.counter("spark.runner.of.the.host").increment();
        metrics.bindTo(registry);

        metrics.close();

        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getName()).isEqualTo("spark.runner.of.the.host"));
    }

    @Test
    void anEventAfterClosingMakesNoMeter() {
        metrics.bindTo(registry);
        metrics.close();

        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void anEventThatIsUnderWayWhenAllIsClosedMakesNoMeterAnyMore() {
        MeterRegistry first = new SimpleMeterRegistry();
        metrics.bindTo(first);
        metrics.bindTo(registry);
        // The event goes to the first registry, is closed upon there, and still has the second before it.
        AtomicBoolean closed = new AtomicBoolean();
        first.config().onMeterAdded(added -> {
            if (closed.compareAndSet(false, true)) {
                metrics.close();
            }
        });

        metrics.onEvent(Happenings.of(1, "build", "ci").started());

        assertThat(closed).isTrue();
        assertThat(first.getMeters()).as("the meter that was just made").isEmpty();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aMeterThatIsBeingMadeWhileAllIsClosedIsTakenOutToo() throws InterruptedException {
        metrics.bindTo(registry);
        Thread closing = new Thread(metrics::close);
        registry.config().onMeterAdded(added -> {
            if (closing.getState() == Thread.State.NEW) {
                closing.start();
                await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.BLOCKED);
            }
        });

        metrics.onEvent(Happenings.of(1, "build", "ci").started());
        closing.join(PATIENCE.toMillis());

        assertThat(closing.isAlive()).isFalse();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void nothingIsBoundAfterClosing() {
        metrics.close();

        assertThatThrownBy(() -> metrics.bindTo(registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("these metrics are closed; ");
        assertThat(registry.getMeters()).isEmpty();
    }
}
