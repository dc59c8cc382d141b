package io.runnerwatchdog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What stands under {@code docs/operations}, read. */
final class Shipped {
    static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    static final Path OPERATIONS = PROJECT.resolve("docs/operations");
    static final Path PROMETHEUS = OPERATIONS.resolve("prometheus");
    static final Path ALERTS = PROMETHEUS.resolve("runner-alerts.rules.yml");
    static final Path RECORDINGS = PROMETHEUS.resolve("runner-recording.rules.yml");
    static final Path FLEET = PROMETHEUS.resolve("runner-fleet.rules.yml");
    static final List<Path> RULES = List.of(RECORDINGS, ALERTS, FLEET);
    static final Path PROMETHEUS_CONFIG = PROMETHEUS.resolve("prometheus.yml");
    static final Path FLEET_CONFIG = PROMETHEUS.resolve("prometheus-fleet.yml");
    static final Path TARGETS = PROMETHEUS.resolve("targets/build-hosts.json");
    static final Path ALERTMANAGER_CONFIG = PROMETHEUS.resolve("alertmanager.yml");
    static final Path DASHBOARD = OPERATIONS.resolve("grafana/spark-runner-watchdog.json");

    private Shipped() {}

    /** A rule; its name is that of the alert or of what is recorded. */
    record Rule(String name, String expr, Map<String, String> labels, Map<String, String> annotations) {}

    /** A question that the dashboard asks Prometheus, and where it stands. */
    record Query(String where, String expr, String legend, boolean instant) {}

    static List<Rule> alerts() throws IOException {
        return rules("alert");
    }

    static List<Rule> recordings() throws IOException {
        return rules("record");
    }

    private static List<Rule> rules(String kind) throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (Path file : RULES) {
            each(yaml(file).path("groups"))
                    .flatMap(group -> each(group.path("rules")))
                    .filter(rule -> rule.has(kind))
                    .map(rule -> new Rule(
                            rule.path(kind).asText(),
                            rule.path("expr").asText(),
                            texts(rule.path("labels")),
                            texts(rule.path("annotations"))))
                    .forEach(rules::add);
        }
        return rules;
    }

    /** The files of {@code promtool test rules}. */
    static List<Path> unitTests() throws IOException {
        try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
            return files.sorted().toList();
        }
    }

    /** All panels but rows, which only group them. */
    static List<JsonNode> panels() throws IOException {
        return each(json(DASHBOARD).path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    /** All that panels and annotations ask Prometheus. */
    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            each(panel.path("targets"))
                    .map(target -> new Query(
                            panel.path("title").asText(),
                            target.path("expr").asText(),
                            target.path("legendFormat").asText(),
                            target.path("instant").asBoolean()))
                    .forEach(queries::add);
        }
        each(json(DASHBOARD).path("annotations").path("list"))
                .filter(annotation -> annotation.has("expr"))
                .map(annotation -> new Query(
                        "annotation " + annotation.path("name").asText(),
                        annotation.path("expr").asText(),
                        annotation.path("titleFormat").asText()
                                + annotation.path("textFormat").asText(),
                        false))
                .forEach(queries::add);
        return queries;
    }

    static JsonNode yaml(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }

    static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }
}
