package io.runnerwatchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names that come from outside make no more series than was agreed on. */
class BoundedTagsTest {
    private static final int MOST = 3;
    private static final int THOUSANDS = 3_000;
    private static final MetricsOptions FEW =
            MetricsOptions.DEFAULTS.withMostNames(MOST).withHostTag(true);
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-z_]+(\\{([a-z_]+=\"([^\"\\\\\\n]|\\\\[\\\\n\"])*\",?)+\\})? [0-9.E+-]+(NaN|Inf)?", Pattern.DOTALL);

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void namesPastTheBoundBecomeOther() {
        flood(registry, i -> "name-" + i);

        assertThat(values("command_type")).containsExactlyInAnyOrder("default", "name-0", "name-1", "name-2", "other");
        assertThat(values("environment")).containsExactlyInAnyOrder("default", "name-0", "name-1", "name-2", "other");
        assertThat(values("host")).containsExactlyInAnyOrder("name-0", "name-1", "name-2", "other");
        assertThat(values("classifier")).hasSize(64 + 1).contains("name-0", "other");
        assertThat(values("root_cause"))
                .hasSize(64 + 1)
                .containsAll(RootCause.builtIn().stream().map(RootCause::id).toList())
                .contains("c0", "other");
    }

    @Test
    void noTagOfAnyMeterGetsMoreValuesThanAFilterOfTheHostsWouldAllow() {
        List<Meter.Id> denied = new ArrayList<>();
        MeterFilter tooMany = new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                denied.add(id);
                return MeterFilterReply.DENY;
            }
        };
        for (String tag : List.of("command_type", "environment")) {
            registry.config().meterFilter(MeterFilter.maximumAllowableTags("spark.runner", tag, MOST + 2, tooMany));
        }
        registry.config().meterFilter(MeterFilter.maximumAllowableTags("spark.runner", "host", MOST + 1, tooMany));
        registry.config().meterFilter(MeterFilter.maximumAllowableTags("spark.runner", "root_cause", 65, tooMany));
        registry.config().meterFilter(MeterFilter.maximumAllowableTags("spark.runner", "classifier", 65, tooMany));

        flood(registry, i -> "name-" + i);

        assertThat(denied).isEmpty();
    }

    @Test
    void pairsOfTypeAndEnvironmentAreBoundedToo() {
        try (WatchdogMetrics metrics = new WatchdogMetrics(MetricsOptions.DEFAULTS.withMostNames(20))) {
            metrics.bindTo(registry);
            for (int i = 0; i < 20 * 20; i++) {
                metrics.onEvent(
                        Happenings.of(i, "type-" + i / 20, "env-" + i % 20).skipped());
            }

            // A hundred pairs of their own, the default, and all others together.
            assertThat(registry.get("spark.runner.active").gauges()).hasSize(20 * 5 + 2);
            assertThat(registry.get("spark.runner.executions")
                            .tags("command_type", "other", "environment", "other", "status", "skipped")
                            .counter()
                            .count())
                    .isEqualTo(20 * 20 - 20 * 5);
        }
    }

    @Test
    void hostileNamesLeaveAScrapeThatCanBeRead() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<String> hostile =
                List.of("", "\"} 1\nother_metric 7", "a\\", "\u0000\u001b[31m", "\uD800", "{}", "x".repeat(5000));

        flood(prometheus, i -> hostile.get(i % hostile.size()) + (i < hostile.size() ? "" : i));

        assertThat(prometheus.scrape().lines())
                .filteredOn(line -> !line.startsWith("#"))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(2000).matches(SAMPLE));
        assertThat(prometheus.scrape()).contains("command_type=\"unknown\"").doesNotContain("=\"\"");
    }

    /** Thousands of events, each with names of its own. */
    private static void flood(MeterRegistry registry, IntFunction<String> name) {
        WatchdogMetrics metrics = new WatchdogMetrics(FEW);
        metrics.bindTo(registry);
        for (int i = 0; i < THOUSANDS; i++) {
            Happenings run = Happenings.of(i, name.apply(i), name.apply(i), name.apply(i));
            metrics.onEvent(run.started());
            metrics.onEvent(run.stalled(StallKind.IDLE, RootCause.of("c" + i), Duration.ZERO));
            metrics.onEvent(run.foreignFailed(Part.CLASSIFIER, name.apply(i)));
            metrics.onEvent(run.exited(0, Duration.ZERO));
        }
    }

    private Set<String> values(String tag) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getTag(tag))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
