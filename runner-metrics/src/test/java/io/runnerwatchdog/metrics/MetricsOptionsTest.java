package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsOptionsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void anotherPrefixIsThatOfAllMeters() {
        bindWith(MetricsOptions.DEFAULTS.withPrefix("acme.steps"));

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getName()).startsWith("acme.steps."));
    }

    @Test
    void theMachineIsNamedOnlyOnRequest() {
        bindWith(MetricsOptions.DEFAULTS);
        assertThat(registry.get("spark.runner.stalls").counters())
                .allMatch(counter -> counter.getId().getTag("host") == null);

        bindWith(MetricsOptions.DEFAULTS.withHostTag(true).withPrefix("acme"));
        assertThat(registry.get("acme.stalls").counters())
                .isNotEmpty()
                .allMatch(counter -> "builder-1".equals(counter.getId().getTag("host")));
    }

    @Test
    void commonTagsStandOnAllMeters() {
        bindWith(MetricsOptions.DEFAULTS.withCommonTags(Tags.of("team", "build", "watchdog", "a")));

        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getTag("team")).isEqualTo("build");
            assertThat(meter.getId().getTag("watchdog")).isEqualTo("a");
        });
    }

    /** Micrometer up to 1.16 drops a meter for Prometheus whose tag keys are not those of the first of its name. */
    @Test
    void allMetersOfOneNameHaveTheSameKeysWhateverTheOptions() {
        MetricsOptions all = MetricsOptions.DEFAULTS
                .withCommonTags(Tags.of("team", "build"))
                .withHostTag(true)
                .withRootCauses(RootCause.of("licence"));
        bindWith(all);

        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        // A registry without histograms of its own makes a meter of each bucket.
                        .filter(id -> id.syntheticAssociation() == null)
                        .collect(Collectors.groupingBy(
                                Meter.Id::getName, Collectors.mapping(MetricsOptionsTest::keys, Collectors.toSet()))))
                .hasSize(9)
                .allSatisfy((name, keys) -> assertThat(keys).as(name).hasSize(1));
    }

    @Test
    void noMeterIsMissingFromAScrape() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        prometheus.throwExceptionOnRegistrationFailure();
        bindWith(MetricsOptions.DEFAULTS.withCommonTags(Tags.of("team", "build")), prometheus);

        long samples = prometheus
                .scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
        long counters = prometheus.getMeters().stream()
                .filter(meter -> meter.getId().getType() == Meter.Type.COUNTER)
                .count();
        assertThat(prometheus.scrape().lines())
                .filteredOn(line -> line.matches("[a-z_]+_total\\b.*"))
                .hasSize((int) counters);
        assertThat(samples).isGreaterThan(counters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Spark Runner", "", ".spark", "spark.", "spark..runner", "spark_runner"})
    void aPrefixThatIsNoneIsRefused(String prefix) {
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withPrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefix must be lower-case words joined by dots, was \"" + prefix + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void aBoundThatIsNoneIsRefused(int most) {
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withMostNames(most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mostNames must be within 1 and 10000, was " + most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "host", "environment", "root_cause", "le", "event.type", "eventType", "Team"})
    void aCommonTagThatWouldStandTwiceOrBeSpeltAnotherWayIsRefused(String key) {
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withCommonTags(Tags.of(key, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("commonTags must have keys in snake_case that the meters do not have themselves, had \""
                        + key + "\"");
    }

    @Test
    void aCommonTagWithoutAValueIsRefused() {
        assertThatThrownBy(() -> MetricsOptions.DEFAULTS.withCommonTags(Tags.of("team", "")))
                .hasMessage("commonTags must have values, \"team\" has none");
    }

    @Test
    void theOptionsOfBeforeAreMadeAsBefore() {
        assertThat(new MetricsOptions("spark.runner", false, 100)).isEqualTo(MetricsOptions.DEFAULTS);
    }

    private void bindWith(MetricsOptions options) {
        bindWith(options, registry);
    }

    private static void bindWith(MetricsOptions options, MeterRegistry registry) {
        WatchdogMetrics metrics = new WatchdogMetrics(options);
        metrics.bindTo(registry);
        Days.aDay(metrics);
    }

    private static Set<String> keys(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
    }
}
