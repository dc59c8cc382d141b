package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.StallKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is there at 0, so that an alert sees the first thing that happens. */
class PreparedMetersTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WatchdogMetrics metrics = new WatchdogMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void whatBelongsToNoStepIsThereFromTheStart() {
        metrics.bindTo(registry);

        assertThat(registry.get("spark.runner.survivors").counter().count()).isZero();
        assertThat(registry.get("spark.runner.evidence.write.failures")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get("spark.runner.kill.duration").timer().count()).isZero();
        assertThat(registry.get("spark.runner.diagnosis.duration").timer().count())
                .isZero();
    }

    @Test
    void theKindOfACommandThatNamesNoneIsThereFromTheStart() {
        metrics.bindTo(registry);

        assertAllIsThereOf("default", "default");
    }

    @Test
    void aKindThatWasNamedAheadIsThereBeforeAnythingRuns() {
        metrics.prepare("build", "ci");
        metrics.bindTo(registry);
        metrics.prepare("deploy", "production");

        assertAllIsThereOf("build", "ci");
        assertAllIsThereOf("deploy", "production");
    }

    @Test
    void allKindsOfAConfigurationAreNamedByIt() throws ConfigException {
        metrics.bindTo(registry);
        metrics.prepare(RunnerConfig.parse("""
                        {"command_types": {"build": {}, "test": {}}, "environments": {"ci": {}}}""", "test"));

        for (String type : List.of("build", "test", "default")) {
            assertAllIsThereOf(type, "ci");
            assertAllIsThereOf(type, "default");
        }
    }

    @Test
    void aKindThatNobodyNamedIsThereFromItsFirstEventOn() {
        metrics.bindTo(registry);
        metrics.onEvent(Happenings.of(1, "build", "ci").skipped());

        assertThat(executions("build", "ci", "skipped").count()).isOne();
        assertThat(statuses("build", "ci")).containsExactlyInAnyOrderElementsOf(TagValues.statuses());
        assertAllStallsAreThereOf("build", "ci");
    }

    @Test
    void aRegistryThatComesLateGetsTheKindsThatAreKnown() {
        metrics.onEvent(Happenings.of(1, "build", "ci").started());
        metrics.bindTo(registry);

        assertAllIsThereOf("build", "ci");
    }

    @Test
    void rootCausesOfTheHostsAreThereLikeTheBuiltIn() {
        RootCause own = RootCause.of("licence_server");
        try (WatchdogMetrics knowing = new WatchdogMetrics(MetricsOptions.DEFAULTS.withRootCauses(own))) {
            knowing.bindTo(registry);

            assertThat(causes("default", "default")).contains("licence_server", "network", "unknown");
        }
    }

    @Test
    void theClassifiersOfAWatchdogHaveFailedZeroTimes() {
        try (WatchdogMetrics fed = new WatchdogMetrics(new Listened("network", "com.example.licence"))) {
            fed.bindTo(registry);

            assertThat(registry.get("spark.runner.classifier.errors").counters())
                    .allMatch(counter -> counter.count() == 0)
                    .extracting(counter -> counter.getId().getTag("classifier"))
                    .containsExactlyInAnyOrder("network", "com.example.licence");
        }
    }

    @Test
    void stallsOfAMachineAreThereOnceItsNameIsKnown() {
        try (WatchdogMetrics named = new WatchdogMetrics(MetricsOptions.DEFAULTS.withHostTag(true))) {
            named.bindTo(registry);
            assertThat(registry.find("spark.runner.stalls").counters()).isEmpty();

            named.prepare("build", "ci", "builder-7");
            named.onEvent(Happenings.of(1, "test", "ci").started());

            assertThat(causes("build", "ci")).isEqualTo(builtIn());
            assertThat(values("spark.runner.stalls", "build", "host")).containsExactly("builder-7");
            assertThat(values("spark.runner.stalls", "test", "host")).containsExactly("builder-1");
        }
    }

    @Test
    void withoutTheTagAMachineThatIsNamedChangesNothing() {
        metrics.bindTo(registry);
        metrics.prepare("build", "ci");
        int before = registry.getMeters().size();

        metrics.prepare("build", "ci", "builder-7");

        assertThat(registry.getMeters()).hasSize(before);
    }

    @Test
    void nothingIsPreparedAfterClosing() {
        metrics.close();

        assertThatThrownBy(() -> metrics.prepare("build", "ci"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("these metrics are closed; ");
    }

    private void assertAllIsThereOf(String type, String environment) {
        assertThat(statuses(type, environment)).containsExactlyInAnyOrderElementsOf(TagValues.statuses());
        assertThat(registry.get("spark.runner.active")
                        .tags("command_type", type, "environment", environment)
                        .gauge())
                .isNotNull();
        assertThat(registry.get("spark.runner.execution.duration")
                        .tags("command_type", type, "environment", environment)
                        .timer()
                        .count())
                .isZero();
        assertAllStallsAreThereOf(type, environment);
    }

    private void assertAllStallsAreThereOf(String type, String environment) {
        assertThat(causes(type, environment)).isEqualTo(builtIn());
        Collection<Counter> stalls = registry.get("spark.runner.stalls")
                .tags("command_type", type, "environment", environment)
                .counters();
        assertThat(stalls)
                .hasSize(StallKind.values().length * builtIn().size())
                .allMatch(counter -> counter.count() == 0);
    }

    private static Set<String> builtIn() {
        return RootCause.builtIn().stream().map(RootCause::id).collect(Collectors.toSet());
    }

    private Counter executions(String type, String environment, String status) {
        return registry.get("spark.runner.executions")
                .tags("command_type", type, "environment", environment, "status", status)
                .counter();
    }

    private List<String> statuses(String type, String environment) {
        return registry
                .get("spark.runner.executions")
                .tags("command_type", type, "environment", environment)
                .counters()
                .stream()
                .map(counter -> counter.getId().getTag("status"))
                .toList();
    }

    private Set<String> causes(String type, String environment) {
        return registry
                .get("spark.runner.stalls")
                .tags("command_type", type, "environment", environment)
                .counters()
                .stream()
                .map(counter -> counter.getId().getTag("root_cause"))
                .collect(Collectors.toSet());
    }

    private Set<String> values(String name, String type, String tag) {
        return registry.get(name).tag("command_type", type).meters().stream()
                .map(Meter::getId)
                .flatMap(id -> Stream.of(Optional.ofNullable(id.getTag(tag))))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
