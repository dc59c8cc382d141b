package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.fixture.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters that are bound too late or twice: word for word. */
class NewcomerMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final LogLines log = LogLines.warningsOf(WatchdogMetrics.class.getName());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void boundAfterTheClose() {
        WatchdogMetrics metrics = new WatchdogMetrics();
        metrics.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> metrics.bindTo(registry))
                .withMessage(
                        "these metrics are closed; make others, and close them after the watchdog that they listen to");
    }

    @Test
    void twoOnOneRegistry() {
        try (WatchdogMetrics first = new WatchdogMetrics();
                WatchdogMetrics second = new WatchdogMetrics()) {
            first.bindTo(registry);
            assertThat(log.lines()).isEmpty();

            second.bindTo(registry);
            second.bindTo(registry);

            assertThat(log.lines())
                    .containsExactly("the meter registry " + SimpleMeterRegistry.class.getName()
                            + " has the meters spark.runner.* already, of another WatchdogMetrics that is still open: bind"
                            + " one for each watchdog, with a prefix or common tags of its own (MetricsOptions)");
        }
    }

    @Test
    void twoThatAreToldApartOrComeOneAfterTheOther() {
        MetricsOptions tagged = MetricsOptions.DEFAULTS.withCommonTags(Tags.of("app", "nightly"));
        try (WatchdogMetrics first = new WatchdogMetrics(tagged)) {
            first.bindTo(registry);
        }
        try (WatchdogMetrics first = new WatchdogMetrics(tagged);
                WatchdogMetrics second = new WatchdogMetrics()) {
            first.bindTo(registry);
            second.bindTo(registry);
        }

        assertThat(log.lines()).isEmpty();
    }
}
