package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each lane runs on the Micrometer that it is named after, and on no other beside it. */
class MicrometerVersionTest {
    @Test
    void theTestsRunOnTheMicrometerThatIsMeant() {
        String meant = System.getProperty("micrometer.version");

        assertThat(List.of(MeterRegistry.class, PrometheusMeterRegistry.class, ObservationRegistry.class))
                .extracting(type -> type.getPackage().getImplementationVersion())
                .containsOnly(meant);
    }

    @Test
    void eachLibraryIsThereOnce() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getName())
                .filter(name -> name.startsWith("micrometer-") || name.startsWith("prometheus-metrics-"))
                .map(name -> name.replaceAll("-\\d.*", ""))
                .toList();

        assertThat(jars).contains("micrometer-core", "micrometer-observation").doesNotHaveDuplicates();
        assertThat(PrometheusRegistry.class.getPackage()).isNotNull();
    }
}
