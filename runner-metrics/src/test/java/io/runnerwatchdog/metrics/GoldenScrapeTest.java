package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a scrape looks like, to the letter: dashboards and alerts are written against it. */
class GoldenScrapeTest {
    @Test
    void theScrapeIsTheOneThatIsPromised() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WatchdogMetrics metrics = new WatchdogMetrics()) {
            metrics.bindTo(registry);
            aDay(metrics);

            assertThat(registry.scrape()).isEqualTo(golden("scrape.txt"));
        }
        assertThat(registry.scrape()).as("after closing").isEmpty();
    }

    private static void aDay(WatchdogMetrics metrics) {
        Happenings good = Happenings.of(1, "build", "ci");
        metrics.onEvent(good.started());
        metrics.onEvent(good.exited(0, Duration.ofSeconds(20)));

        Happenings bad = Happenings.of(2, "build", "ci");
        metrics.onEvent(bad.started());
        metrics.onEvent(bad.exited(1, Duration.ofMillis(500)));

        Happenings stuck = Happenings.of(3, "build", "ci");
        metrics.onEvent(stuck.started());
        metrics.onEvent(stuck.stalled(StallKind.IDLE, RootCause.NETWORK, Duration.ofMillis(40)));
        metrics.onEvent(stuck.stopped(StopReason.IDLE_TIMEOUT, Duration.ofSeconds(13), Duration.ofMillis(250), 2));

        Happenings cancelled = Happenings.of(4, "build", "ci");
        metrics.onEvent(cancelled.started());
        metrics.onEvent(cancelled.stopped(StopReason.CANCELLED, Duration.ofSeconds(2), Duration.ofMillis(50), 0));

        metrics.onEvent(Happenings.of(5, "build", "ci").notStarted());
        metrics.onEvent(Happenings.of(6, "build", "ci").blocked());
        metrics.onEvent(Happenings.of(7, "build", "ci").skipped());

        Happenings going = Happenings.of(8, "build", "ci");
        metrics.onEvent(going.started());
        metrics.onEvent(going.foreignFailed(Part.EVIDENCE, "EvidenceLog"));
        metrics.onEvent(going.foreignFailed(Part.CLASSIFIER, "com.example.licence"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenScrapeTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
