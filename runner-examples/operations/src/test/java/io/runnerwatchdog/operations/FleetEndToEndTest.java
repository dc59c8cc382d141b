package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Servers.Endpoint;
import io.runnerwatchdog.operations.Shipped.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts with real steps, found in a file by a real Prometheus that is never restarted, and compared by the shipped rules. */
@Tag("process")
@NeedsTools(Tool.PROMETHEUS)
@ExtendWith(NoResidue.class)
class FleetEndToEndTest {
    /** As the shipped example calls them. */
    private static final String BAD = "build-01";

    private static final String GOOD = "build-02";
    private static final String LATE = "build-03";
    private static final String LEAVING = "build-09";

    @TempDir
    private Path directory;

    @Test
    void hostsAreFoundComparedChosenAndLetGo() throws Exception {
        Path badEvidence = Files.createDirectory(directory.resolve("bad"));
        Path goodEvidence = Files.createDirectory(directory.resolve("good"));
        try (Servers servers = new Servers(directory);
                BuildHost bad = new BuildHost(badEvidence);
                BuildHost good = new BuildHost(goodEvidence)) {
            Endpoint ofBad = servers.serve(badEvidence);
            Endpoint ofGood = servers.serve(goodEvidence, "--host-label");
            Targets targets = new Targets(directory);
            Prometheus prometheus =
                    servers.prometheus(new Shortened(directory).fleet(Http.freePort()), Http.freePort());
            targets.at(0, ofBad.port())
                    .at(1, ofGood.port())
                    .add(LEAVING, ofGood.port(), "pool", "old")
                    .write();

            BuildHost.end(together(bad.beginOneOfEachKind(), good.beginOneOfEachKind()));
            eachKindIsSeenOnAllBeforeItStalls(prometheus);
            targets.remove(LEAVING).add(LATE, ofGood.port(), "host", "rack-7").write();
            BuildHost.end(together(
                    bad.beginOneOfEachKind(),
                    bad.beginBuilds(15, 6),
                    good.beginOneOfEachKind(),
                    good.beginBuilds(19, 1)));

            theWorseOneIsNamed(prometheus);
            Variables.ALL.assertEachQuestionHasAnAnswer(prometheus);
            whoIsChosenIsShownAlone(prometheus);
            whoIsTakenOutIsGoneAndNotDown(prometheus);
            theLabelOfANewOneTurnsTheRunnersOwnAside(prometheus);
            nobodyIsPagedForTheWorseOfTwo(prometheus);
        }
    }

    @SafeVarargs
    private static List<Run> together(List<Run>... runs) {
        return Stream.of(runs).flatMap(List::stream).toList();
    }

    /** The kind "default" is there from the start, and is none of ours. */
    private static void eachKindIsSeenOnAllBeforeItStalls(Prometheus prometheus) {
        String seen = "count by (instance) (sum by (instance, command_type)"
                + " (spark_runner_stalls_total{command_type!=\"default\"}) == 0) == " + ExampleHost.TYPES.size();
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask(seen))
                        .extracting(series -> Prometheus.label(series, "instance"))
                        .containsExactlyInAnyOrder(BAD, GOOD, LEAVING));
    }

    private static void theWorseOneIsNamed(Prometheus prometheus) {
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask("job:spark_runner_hosts_stalled:count1h >= 2"))
                        .hasSize(1));
        patiently()
                .untilAsserted(
                        () -> assertThat(prometheus.ask("topk(1, job_instance:spark_runner_stalls:ratio_increase6h)"
                                        + " > 3 * scalar(min(job_instance:spark_runner_stalls:ratio_increase6h))"))
                                .extracting(series -> Prometheus.label(series, "instance"))
                                .containsExactly(BAD));
    }

    /** Of two hosts one is always the worse: that is no news. */
    private static void nobodyIsPagedForTheWorseOfTwo(Prometheus prometheus) throws IOException {
        assertThat(prometheus.askSinceStart("ALERTS{alertname=~\"RunnerHostOutlier|RunnerStallsOnManyHosts\"}"))
                .isEmpty();
    }

    private static void whoIsChosenIsShownAlone(Prometheus prometheus) {
        patiently()
                .untilAsserted(() -> assertThat(instancesShown(prometheus, new Variables(GOOD)))
                        .hasSizeGreaterThanOrEqualTo(8)
                        .containsOnly(GOOD));
    }

    /** Of all panels that name hosts. */
    private static List<String> instancesShown(Prometheus prometheus, Variables chosen) throws IOException {
        List<String> shown = new ArrayList<>();
        for (Query query : Shipped.queries()) {
            if (query.expr().contains("$instance") && query.legend().contains("{{instance}}")) {
                chosen.ask(prometheus, query).forEach(series -> shown.add(Prometheus.label(series, "instance")));
            }
        }
        return shown;
    }

    private static void theLabelOfANewOneTurnsTheRunnersOwnAside(Prometheus prometheus) throws IOException {
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask(stallsOf(LATE))).isNotEmpty());

        JsonNode own = prometheus.ask(stallsOf(GOOD)).get(0);
        JsonNode aside = prometheus.ask(stallsOf(LATE)).get(0);
        assertThat(Prometheus.label(aside, "host")).isEqualTo("rack-7");
        assertThat(Prometheus.label(aside, "exported_host")).isNotEmpty().isEqualTo(Prometheus.label(own, "host"));
        assertThat(Prometheus.label(own, "exported_host")).isEmpty();
    }

    private static String stallsOf(String instance) {
        return "spark_runner_stalls_total{instance=\"" + instance + "\"} > 0";
    }

    private static void whoIsTakenOutIsGoneAndNotDown(Prometheus prometheus) throws IOException {
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask("up"))
                        .extracting(series -> Prometheus.label(series, "instance"))
                        .containsExactlyInAnyOrder(BAD, GOOD, LATE));
        patiently()
                .untilAsserted(() -> assertThat(prometheus.ask("job:spark_runner_hosts:count == 3"))
                        .hasSize(1));
        assertThat(prometheus.askSinceStart("ALERTS{alertname=\"RunnerEndpointDown\"}"))
                .isEmpty();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(250));
    }
}
