package io.runnerwatchdog.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AcceptedTest {
    private static final String PROMETHEUS_2_42 = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    private static final String PROMETHEUS_3 = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    private static final String NATIVE_HISTOGRAMS = "application/vnd.google.protobuf;"
            + "proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7," + PROMETHEUS_3;

    @Test
    void prometheusGetsOpenMetrics() {
        assertThat(List.of(PROMETHEUS_2_42, PROMETHEUS_3, NATIVE_HISTOGRAMS))
                .allSatisfy(
                        accept -> assertThat(Accepted.format(List.of(accept))).isEqualTo(Accepted.OPEN_METRICS));
    }

    @Test
    void whoeverDoesNotAskForItGetsPlainText() {
        assertPlain();
        assertPlain("*/*");
        assertPlain("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        assertPlain("application/json");
        assertPlain("text/plain;version=0.0.4");
    }

    @Test
    void qualitiesDecideAndNotTheOrder() {
        assertPlain("application/openmetrics-text;q=0.1, text/plain");
        assertPlain("application/openmetrics-text;q=0, */*;q=0.1");
        assertPlain("application/openmetrics-text;version=9.9.9;q=0.9, text/plain;q=0.1");
        assertThat(Accepted.format(
                        List.of("text/plain;q=0.2", "Application/OpenMetrics-Text; Version=\"1.0.0\"; q=0.3")))
                .isEqualTo(Accepted.OPEN_METRICS);
        assertThat(Accepted.format(List.of("text/plain;q=0.2,application/*;q=0.4")))
                .isEqualTo(Accepted.OPEN_METRICS);
    }

    private static void assertPlain(String... accept) {
        assertThat(Accepted.format(List.of(accept)))
                .as(List.of(accept).toString())
                .isEqualTo(Accepted.PLAIN);
    }

    @Test
    void gzipIsForThoseWhoTakeIt() {
        assertThat(Accepted.gzip(List.of("gzip"))).isTrue();
        assertThat(Accepted.gzip(List.of("deflate, GZIP;q=0.5"))).isTrue();
        assertThat(Accepted.gzip(List.of("*"))).isTrue();
        assertThat(Accepted.gzip(List.of("*, gzip;q=0"))).isFalse();
        assertThat(Accepted.gzip(List.of("identity"))).isFalse();
        assertThat(Accepted.gzip(List.of())).isFalse();
    }

    @Property
    void noHeaderDoesHarm(@ForAll List<String> headers) {
        assertThat(Accepted.format(headers)).isIn(Accepted.PLAIN, Accepted.OPEN_METRICS);
        Accepted.gzip(headers);
    }
}
