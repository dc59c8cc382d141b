package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The code of the pages about meters, with real runs. */
@Tag("process")
@ExtendWith(NoResidue.class)
class DocumentedMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path project;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(project.resolve("Makefile"), "test:\n\t@echo fine\n");
    }

    @Test
    void aRealRunIsCounted() throws InterruptedException {
        try (Watchdog watchdog = Watchdog.builder().build()) {
            try (WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
                metrics.bindTo(registry);
                metrics.prepare("build", "ci");
                watchdog.run(
                        Command.of("make", "test").in(project).type("build").environment("ci"));
                Awaitility.await().untilAsserted(() -> assertThat(successes()).isOne());
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    void aRealRunIsObserved() throws InterruptedException {
        TestObservationRegistry observationRegistry = TestObservationRegistry.create();
        try (WatchdogObservations observations = new WatchdogObservations(observationRegistry);
                Watchdog watchdog = Watchdog.builder().listener(observations).build()) {
            watchdog.run(Command.of("make", "test").in(project).type("build").environment("ci"));
        }

        TestObservationRegistryAssert.assertThat(observationRegistry)
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("status", "success");
    }

    @Test
    void theClassifiersOfARealWatchdogAreKnown() {
        RunnerConfig config = RunnerConfig.defaults();
        try (Watchdog watchdog = Watchdog.builder()
                        .discoverClassifiers(false)
                        .classifier(new Silent())
                        .build();
                WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
            metrics.bindTo(registry);
            metrics.prepare(config);

            assertThat(registry.get("spark.runner.classifier.errors")
                            .tag("classifier", "com.example.silent")
                            .counter()
                            .count())
                    .isZero();
        }
    }

    private double successes() {
        return registry.get("spark.runner.executions")
                .tags("command_type", "build", "environment", "ci", "status", TagValues.SUCCESS)
                .counter()
                .count();
    }
}
