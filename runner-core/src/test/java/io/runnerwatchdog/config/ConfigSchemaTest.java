package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runnerwatchdog.fixture.JsonSchema;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema in the documentation says what the reader does: it is walked, and the reader is asked at each place. */
class ConfigSchemaTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern KNOWN = Pattern.compile("expected one of (.*)");
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

    /** The name of an environment or a command type, where any will do. */
    private static final String ANY_NAME = "x";

    private JsonSchema schema;

    @BeforeEach
    void readTheSchema() throws IOException {
        schema = JsonSchema.parse(Files.readString(DOCS.resolve("runner-config.schema.json")));
    }

    @Test
    void theDocumentOfTheContractKeepsTheSchema() throws IOException {
        assertThat(schema.problems(Documents.CONTRACT)).isEmpty();
    }

    @Test
    void aDocumentWithAllKeysIsReadAndKeepsTheSchema() throws Exception {
        assertThat(schema.problems(Documents.ALL_KEYS)).isEmpty();
        assertThat(RunnerConfig.parse(Documents.ALL_KEYS, "all keys").warnings())
                .isEmpty();
        assertThat(leaves().keySet())
                .map(path -> path.get(path.size() - 1))
                .allSatisfy(key -> assertThat(Documents.ALL_KEYS).contains("\"" + key + "\":"));
    }

    @Test
    void theExamplesOfThePageAreReadWithoutAWarningAndKeepTheSchema() throws Exception {
        Matcher block = JSON_BLOCK.matcher(Files.readString(DOCS.resolve("configure.md")));
        int examples = 0;
        for (; block.find(); examples++) {
            assertThat(schema.problems(block.group(1))).isEmpty();
            assertThat(RunnerConfig.parse(block.group(1), "configure.md").warnings())
                    .isEmpty();
        }
        assertThat(examples).isPositive();
    }

    @Test
    void thePageTellsEachKey() throws IOException {
        String page = Files.readString(DOCS.resolve("configure.md"));

        assertThat(leaves().keySet())
                .map(path -> path.get(path.size() - 1))
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    @Test
    void theSchemaAndTheReaderKnowTheSameKeys() {
        Map<List<String>, Map<?, ?>> objects = objects();

        assertThat(objects).hasSizeGreaterThanOrEqualTo(9);
        objects.forEach((path, object) ->
                assertThat(keysOf(object)).as(path.toString()).containsExactlyInAnyOrder(knownToTheReader(path)));
    }

    @Test
    void eachKeyIsDescribed() {
        assertThat(leaves())
                .allSatisfy((path, leaf) ->
                        assertThat(leaf.get("description")).as(path.toString()).isNotNull());
    }

    @Test
    void eachBoundOfTheSchemaIsThatOfTheReader() throws IOException {
        int bounds = 0;
        for (var entry : leaves().entrySet()) {
            for (Bound bound : bounds(entry.getValue())) {
                assertAccepted(document(entry.getKey(), bound.within()));
                assertRefused(document(entry.getKey(), bound.beyond()));
                bounds++;
            }
        }
        assertThat(bounds).isGreaterThanOrEqualTo(40);
    }

    @Test
    void eachKeyTakesTheSameKindsOfValues() throws IOException {
        List<String> values = List.of("true", "1", "1.5", "\"a\"", "\" \"", "[]", "[\"a\"]", "[1]", "{}", "null");
        for (List<String> path : leaves().keySet()) {
            for (String value : values) {
                String json = document(path, value);
                assertThat(isKept(json)).as(json).isEqualTo(isRead(json));
            }
        }
    }

    @Test
    void theDefaultsOfTheSchemaAreThoseOfTheReader() throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        leaves().forEach((path, leaf) -> {
            if (leaf.containsKey("default")) {
                put(all, path, leaf.get("default"));
            }
        });
        RunnerConfig config = RunnerConfig.parse(json(all), "defaults");
        Command command = Command.of("true");

        assertThat(all).hasSizeGreaterThanOrEqualTo(9);
        assertThat(config.logging()).isEqualTo(LoggingSettings.DEFAULTS);
        assertThat(config.metrics()).isEqualTo(MetricsSettings.DEFAULTS);
        assertThat(config.autoSkip()).contains(AutoSkip.USUAL);
        assertThat(config.retryFor(command.type(ANY_NAME))).isEqualTo(RetryPolicy.NEVER);
        assertThat(config.shadow()).isFalse();
        for (Command each : List.of(command, command.type(ANY_NAME), command.environment(ANY_NAME))) {
            assertThat(config.limitsFor(each, LimitOverrides.NONE)).isEqualTo(Limits.DEFAULTS);
        }
    }

    /** A value at a bound, and the one beyond it, as JSON. */
    private record Bound(String within, String beyond) {}

    private List<Bound> bounds(Map<?, ?> leaf) {
        List<Bound> bounds = new ArrayList<>();
        number(leaf, "minimum").ifPresent(least -> bounds.add(new Bound("" + least, "" + (least - 1))));
        number(leaf, "maximum").ifPresent(most -> bounds.add(new Bound("" + most, "" + (most + 1))));
        number(leaf, "maxItems").ifPresent(most -> bounds.add(new Bound(array(most), array(most + 1))));
        if (leaf.get("items") instanceof Map<?, ?> items) {
            number(items, "maxLength").ifPresent(most -> bounds.add(new Bound(arrayOfOne(most), arrayOfOne(most + 1))));
        }
        return bounds;
    }

    private static Optional<Long> number(Map<?, ?> rules, String keyword) {
        return Optional.ofNullable((Long) rules.get(keyword));
    }

    private static String array(long items) {
        return json(Collections.nCopies((int) items, "a"));
    }

    private static String arrayOfOne(long length) {
        return json(List.of("a".repeat((int) length)));
    }

    /** All objects whose keys are known, by path. */
    private Map<List<String>, Map<?, ?>> objects() {
        Map<List<String>, Map<?, ?>> objects = new LinkedHashMap<>();
        walk(List.of(), schema.root(), objects, new LinkedHashMap<>());
        return objects;
    }

    /** All values that are no objects, by path. */
    private Map<List<String>, Map<?, ?>> leaves() {
        Map<List<String>, Map<?, ?>> leaves = new LinkedHashMap<>();
        walk(List.of(), schema.root(), new LinkedHashMap<>(), leaves);
        return leaves;
    }

    private void walk(
            List<String> path,
            Map<?, ?> part,
            Map<List<String>, Map<?, ?>> objects,
            Map<List<String>, Map<?, ?>> leaves) {
        Map<?, ?> rules = schema.resolved(part);
        if (!"object".equals(rules.get("type"))) {
            leaves.put(path, rules);
        } else if (rules.get("properties") instanceof Map<?, ?> properties) {
            assertThat(rules.get("additionalProperties")).as(path.toString()).isEqualTo(false);
            objects.put(path, rules);
            properties.forEach((name, inner) -> walk(join(path, (String) name), (Map<?, ?>) inner, objects, leaves));
        } else {
            walk(join(path, ANY_NAME), (Map<?, ?>) rules.get("additionalProperties"), objects, leaves);
        }
    }

    private static List<String> join(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static List<String> keysOf(Map<?, ?> object) {
        return ((Map<?, ?>) object.get("properties"))
                .keySet().stream().map(Object::toString).toList();
    }

    private static String[] knownToTheReader(List<String> path) {
        String json = document(join(path, "?"), "1");
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> RunnerConfig.parse(json, "x"));
        Matcher known = KNOWN.matcher(refused.getMessage());
        assertThat(known.find()).as(refused.getMessage()).isTrue();
        return known.group(1).split(", ");
    }

    private void assertAccepted(String json) throws IOException {
        assertThat(isRead(json)).as(json).isTrue();
        assertThat(isKept(json)).as(json).isTrue();
    }

    private void assertRefused(String json) throws IOException {
        assertThat(isRead(json)).as(json).isFalse();
        assertThat(isKept(json)).as(json).isFalse();
    }

    private boolean isKept(String json) throws IOException {
        return schema.problems(json).isEmpty();
    }

    private static boolean isRead(String json) {
        try {
            RunnerConfig.parse(json, "x");
            return true;
        } catch (ConfigException refused) {
            return false;
        }
    }

    private static String document(List<String> path, String value) {
        String json = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            json = "{\"" + path.get(i) + "\": " + json + "}";
        }
        return json;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> all, List<String> path, Object value) {
        Map<String, Object> inner = all;
        for (String name : path.subList(0, path.size() - 1)) {
            inner = (Map<String, Object>) inner.computeIfAbsent(name, absent -> new TreeMap<String, Object>());
        }
        inner.put(path.get(path.size() - 1), value);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\": " + json(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigSchemaTest::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
