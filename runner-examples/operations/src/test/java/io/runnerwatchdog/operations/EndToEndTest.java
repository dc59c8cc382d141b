package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a process that hangs to the page that wakes somebody, with nothing in between made up: real steps write evidence,
 * {@code runner serve} follows it, Prometheus scrapes that and runs the shipped rules, Alertmanager routes.
 */
@Tag("process")
@NeedsTools({Tool.PROMETHEUS, Tool.ALERTMANAGER})
@ExtendWith(NoResidue.class)
class EndToEndTest {
    private static final String RANGE = "2m";

    @TempDir
    private Path directory;

    @Test
    void stepsThatStallAreScrapedShownAndPaged() throws Exception {
        Path evidence = Files.createDirectory(directory.resolve("evidence"));
        try (Pager pager = Pager.open();
                Servers servers = new Servers(directory);
                ExampleHost host = new ExampleHost(directory, evidence, servers)) {
            Shortened shipped = new Shortened(directory);
            int alertmanager = Http.freePort();
            servers.alertmanager(shipped.alertmanager(pager.port()), alertmanager);
            Prometheus prometheus = servers.prometheus(
                    shipped.prometheus(servers.serve(evidence).port(), alertmanager), Http.freePort());

            host.beginWell();
            eachKindIsSeenBeforeItStalls(prometheus);
            host.goOn();

            fastBurnIsPendingAndThenFires(prometheus);
            whoIsOnCallIsPaged(pager);
            slowBurnIsHeldBack(alertmanager);
            eachCauseIsCounted(prometheus);
            Variables.ALL.assertEachQuestionHasAnAnswer(prometheus);
        }
    }

    private static void eachKindIsSeenBeforeItStalls(Prometheus prometheus) {
        patiently()
                .untilAsserted(
                        () -> assertThat(prometheus.ask("sum by (command_type) (spark_runner_stalls_total) == 0"))
                                .extracting(series -> Prometheus.label(series, "command_type"))
                                .containsAll(ExampleHost.TYPES));
    }

    private static void eachCauseIsCounted(Prometheus prometheus) {
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask("sum by (root_cause) (spark_runner_stalls_total) > 0"))
                        .extracting(series -> Prometheus.label(series, "root_cause"))
                        .containsAll(ExampleHost.CAUSES));
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask(
                                "sum(spark_runner_executions_total{status=\"started\"}) == " + ExampleHost.STEPS))
                        .hasSize(1));
    }

    private static void fastBurnIsPendingAndThenFires(Prometheus prometheus) throws IOException {
        patiently()
                .untilAsserted(() -> assertThat(history(prometheus, "firing")).isNotEmpty());

        for (JsonNode firing : history(prometheus, "firing")) {
            String cause = Prometheus.label(firing, "root_cause");
            assertThat(history(prometheus, "pending"))
                    .filteredOn(
                            pending -> Prometheus.label(pending, "root_cause").equals(cause))
                    .as("pending before it fired: " + cause)
                    .isNotEmpty()
                    .allSatisfy(pending -> assertThat(begin(pending)).isLessThan(begin(firing)));
        }
    }

    /** Prometheus keeps what its alerts were, so that no moment can be missed. */
    private static List<JsonNode> history(Prometheus prometheus, String state) throws IOException {
        return prometheus.ask("ALERTS{alertname=\"RunnerStallFastBurn\",alertstate=\"" + state + "\"}[" + RANGE + "]");
    }

    private static double begin(JsonNode series) {
        return Prometheus.values(series).findFirst().orElseThrow().path(0).asDouble();
    }

    private static void whoIsOnCallIsPaged(Pager pager) {
        patiently()
                .untilAsserted(() -> assertThat(pager.pages())
                        .filteredOn(page -> page.alert().equals("RunnerStallFastBurn"))
                        .isNotEmpty()
                        .allSatisfy(page -> {
                            assertThat(page.receiver()).isEqualTo("runner-oncall");
                            assertThat(page.labels().path("severity").asText()).isEqualTo("critical");
                            assertThat(page.annotations().path("runbook_url").asText())
                                    .endsWith("RunnerStallFastBurn.md");
                            assertThat(page.annotations().path("summary").asText())
                                    .contains(page.labels().path("root_cause").asText());
                        })
                        .anyMatch(page -> page.status().equals("firing")));
    }

    private static void slowBurnIsHeldBack(int alertmanager) {
        String alerts = "http://127.0.0.1:" + alertmanager + "/api/v2/alerts?filter="
                + Http.encoded("alertname=\"RunnerStallSlowBurn\"");
        patiently()
                .untilAsserted(() -> assertThat(Shipped.each(Http.json(alerts)))
                        .anySatisfy(slow ->
                                assertThat(slow.at("/status/inhibitedBy")).isNotEmpty()));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(250));
    }
}
