package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a scrape looks like, to the letter: dashboards and alerts are written against it. The same on each Micrometer that
 * is promised.
 */
class GoldenScrapeTest {
    @ParameterizedTest
    @EnumSource
    void theScrapeIsTheOneThatIsPromised(Scrape scrape) throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WatchdogMetrics metrics = new WatchdogMetrics(new Listened("network"))) {
            metrics.bindTo(registry);
            Days.aDay(metrics);

            assertThat(registry.scrape(scrape.contentType())).isEqualTo(scrape.golden());
        }
        assertThat(registry.getMeters()).as("after closing").isEmpty();
    }
}
