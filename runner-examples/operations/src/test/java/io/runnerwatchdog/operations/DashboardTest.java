package io.runnerwatchdog.operations;

import static io.runnerwatchdog.operations.Shipped.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Shipped.Query;
import io.runnerwatchdog.operations.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard: the rules that its readers and Grafana's linter have, and that Prometheus can read all it asks. */
@Tag("process")
@NeedsTools(Tool.PROMTOOL)
@ExtendWith(NoResidue.class)
class DashboardTest {
    private static final String DATA_SOURCE = "${datasource}";
    private static final int COLUMNS = 24;

    @TempDir
    private Path directory;

    @Test
    void itHasTheAddressThatTheRunbookGives() throws Exception {
        JsonNode dashboard = Shipped.json(Shipped.DASHBOARD);

        assertThat(dashboard.path("uid").asText()).isEqualTo("spark-runner-dashboard");
        assertThat(dashboard.path("title").asText().toLowerCase(Locale.ROOT).replace(' ', '-'))
                .isEqualTo("spark-runner-watchdog");
        assertThat(dashboard.has("id")).as("a number belongs to one Grafana").isFalse();
        assertThat(dashboard.path("description").asText()).isNotBlank();
    }

    @Test
    void eachPanelSaysWhatItShowsAndInWhichUnit() throws Exception {
        assertThat(Shipped.panels()).hasSizeGreaterThanOrEqualTo(20).allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
    }

    @Test
    void theDataSourceIsChosenAndNowhereNamed() throws Exception {
        List<JsonNode> sources =
                new ArrayList<>(Shipped.json(Shipped.DASHBOARD).path("panels").findValues("datasource"));
        sources.addAll(Shipped.json(Shipped.DASHBOARD).path("templating").findValues("datasource"));

        assertThat(sources)
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo(DATA_SOURCE));
    }

    @Test
    void hostsAndStepsAreChosenFromWhatThereIs() throws Exception {
        List<JsonNode> variables =
                each(Shipped.json(Shipped.DASHBOARD).at("/templating/list")).toList();

        assertThat(variables)
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "job", "instance", "environment", "command_type", "root_cause");
        assertThat(variables.subList(1, variables.size())).allSatisfy(variable -> {
            assertThat(variable.path("multi").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".+");
            assertThat(variable.at("/query/query").asText()).startsWith("label_values(spark_runner_");
        });
    }

    @Test
    void ratesFollowTheTimeThatIsShown() throws Exception {
        assertThat(Shipped.queries())
                .filteredOn(query -> !query.instant() && query.expr().contains("rate("))
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(query -> assertThat(query.expr()).as(query.where()).contains("[$__rate_interval]"));
    }

    @Test
    void noTwoPanelsLieOnOneAnother() throws Exception {
        List<String> taken = each(Shipped.json(Shipped.DASHBOARD).path("panels"))
                .flatMap(panel -> cells(panel.path("gridPos")).stream())
                .toList();

        assertThat(taken).doesNotHaveDuplicates().allMatch(cell -> Integer.parseInt(cell.split(" ")[0]) < COLUMNS);
        assertThat(each(Shipped.json(Shipped.DASHBOARD).path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    private static List<String> cells(JsonNode place) {
        int left = place.path("x").asInt();
        int top = place.path("y").asInt();
        return IntStream.range(left, left + place.path("w").asInt())
                .boxed()
                .flatMap(
                        x -> IntStream.range(top, top + place.path("h").asInt()).mapToObj(y -> x + " " + y))
                .toList();
    }

    @Test
    void prometheusCanReadEachQuestion() throws Exception {
        List<Query> queries = Shipped.queries();
        Path rules = directory.resolve("questions.yml");
        Files.writeString(rules, asRules(queries));

        Outcome outcome = Tool.PROMTOOL.run(directory, "check", "rules", rules.toString());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains(queries.size() + " rules found");
    }

    /** There is no tool that only reads a question, but rules are made of them; and JSON is YAML. */
    private static String asRules(List<Query> queries) throws IOException {
        List<Map<String, String>> rules = IntStream.range(0, queries.size())
                .mapToObj(i -> Map.of(
                        "record",
                        "question:number:" + i,
                        "expr",
                        Variables.ALL.filled(queries.get(i).expr(), "5m", "1h")))
                .toList();
        return new ObjectMapper()
                .writeValueAsString(Map.of("groups", List.of(Map.of("name", "questions", "rules", rules))));
    }
}
