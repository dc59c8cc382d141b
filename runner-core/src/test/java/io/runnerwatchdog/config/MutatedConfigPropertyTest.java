package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.runnerwatchdog.fixture.JsonSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Configurations as hands and disks spoil them: cut, doubled, with a letter gone, with values where others belong. They
 * are read or refused, each problem with a place inside the document; what is read keeps the schema. For as long as one likes:
 * {@code mvn test -Dtest=MutatedConfigPropertyTest -Djqwik.tries.default=1000000}.
 */
class MutatedConfigPropertyTest {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static final JsonSchema SCHEMA = schema();

    /** What takes the place of a piece: JSON, nearly JSON, and what no editor shows. */
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "\n",
            "\r",
            "\u0000",
            "\uFEFF",
            "\ud800",
            "\u2028",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "/*",
            "#",
            "'",
            "null",
            "true",
            "-",
            "0",
            "1e9999999999",
            "NaN",
            "99999999999999999999",
            "{}",
            "[]",
            "\"idle_ms\": 5,",
            "\"$schema\": 5,",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "(((((((((((((((((((((((((((((",
            "\"redact_patterns\": [\"(?<a>\\\\k<b>\"],");

    /** Takes {@code length} characters out of the document and puts a piece there, or the same part of another place. */
    private record Mutation(int at, int length, String piece, boolean moves) {
        String of(String json) {
            int start = Math.floorMod(at, json.length() + 1);
            int end = Math.min(json.length(), start + length);
            String rest = json.substring(0, start) + (moves ? "" : piece) + json.substring(end);
            if (!moves) {
                return rest;
            }
            int to = Math.floorMod(at * 31, rest.length() + 1);
            return rest.substring(0, to) + json.substring(start, end) + rest.substring(to);
        }
    }

    @Property
    void aSpoiledConfigurationIsReadOrRefusedWithPlacesInsideOfIt(@ForAll("mutations") List<Mutation> mutations) {
        for (String original : List.of(Documents.CONTRACT, Documents.ALL_KEYS)) {
            String json = original;
            for (Mutation mutation : mutations) {
                json = mutation.of(json);
            }
            assertReadOrRefused(json);
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchema.parse(Files.readString(Path.of("..", "docs", "runner-config.schema.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(PIECES),
                        Arbitraries.of(false, false, true))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static void assertReadOrRefused(String json) {
        try {
            RunnerConfig.parse(json, "spoiled.json").warnings().forEach(warning -> {
                assertThat(warning.path()).startsWith("$.");
                assertInside(json, warning.line(), warning.column(), warning.describe());
            });
            assertThat(SCHEMA.problems(json)).as(json).isEmpty();
        } catch (ConfigException refused) {
            assertThat(refused.problems()).isNotEmpty();
            refused.problems().forEach(problem -> {
                assertThat(problem.path()).startsWith("$");
                assertInside(json, problem.line(), problem.column(), problem.describe());
            });
        } catch (IOException | RuntimeException | StackOverflowError escaped) {
            fail("for " + json, escaped);
        }
    }

    /** One column behind the end of a line is where something is missing. */
    private static void assertInside(String json, int line, int column, String described) {
        String[] lines = LINE_END.split(json, -1);
        assertThat(line).as(described + " of\n" + json).isBetween(1, lines.length);
        assertThat(column).as(described + " of\n" + json).isBetween(1, lines[line - 1].length() + 1);
    }
}
