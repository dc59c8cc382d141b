package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is said of a configuration that cannot be used, to the letter. */
class ConfigErrorsTest {
    @Example
    void aWrongTypeIsShownWithItsPlace() {
        assertSays(
                "{\n  \"timeouts\": {\"idle_ms\": \"12s\"}\n}",
                "runner.json:2:27: $.timeouts.idle_ms: found \"12s\", expected a whole number from 1 to 31536000000");
    }

    @Example
    void numbersThatAreNoLimits() {
        for (String bad : new String[] {"0", "-5", "1.5", "1e3", "99999999999999999999999", "null", "true", "[]"}) {
            assertThat(messageOf("{\"timeouts\":{\"hard_ms\":" + bad + "}}"))
                    .startsWith("runner.json:1:24: $.timeouts.hard_ms: found ")
                    .endsWith("expected a whole number from 1 to 31536000000");
        }
    }

    @Example
    void anUnknownKeyIsComparedWithTheKnownOnes() {
        assertThat(messageOf("{\"timeouts\":{\"idl_ms\":5}}"))
                .isEqualTo("runner.json:1:23: $.timeouts.idl_ms: found an unknown key,"
                        + " expected idle_ms? (one of idle_ms, hard_ms, grace_ms)");
        assertThat(messageOf("{\"colour\":1}"))
                .endsWith("found an unknown key, expected one of timeouts, environments, command_types, metrics,"
                        + " logging, security");
    }

    @Example
    void limitsThatContradictEachOther() {
        assertThat(messageOf("{\"environments\":{\"ci\":{\"idle_ms\":500,\"hard_ms\":400}}}"))
                .endsWith("$.environments.ci.idle_ms: found 500, expected less than hard_ms, which is 400");
    }

    @Example
    void aKeyThatStandsTwice() {
        assertThat(messageOf("{\"timeouts\":{},\n\"timeouts\":{}}"))
                .isEqualTo("runner.json:2:1: $.timeouts: found the key a second time, expected each key once");
    }

    @Example
    void whatIsNoJsonIsShownWhereItEnds() {
        assertThat(messageOf("{\"timeouts\": {")).startsWith("runner.json:1:").endsWith("expected valid JSON");
        assertSays("", "runner.json:1:1: $: found nothing, expected a JSON object");
        assertThat(messageOf("[1]")).startsWith("runner.json:1:1: $: found ").endsWith("expected an object");
        assertThat(messageOf("{} {}")).endsWith("found more after the end of the document, expected one JSON object");
    }

    @Example
    void addressesAndTexts() {
        assertThat(messageOf("{\"metrics\":{\"endpoint\":\"4001\"}}"))
                .endsWith("$.metrics.endpoint: found \"4001\", expected an address such as http://127.0.0.1:4001");
        assertThat(messageOf("{\"metrics\":{\"enabled\":\"yes\"}}")).endsWith("expected true or false");
        assertThat(messageOf("{\"security\":{\"allowed_commands\":\"node\"}}"))
                .endsWith("expected an array of strings");
        assertThat(messageOf("{\"logging\":{\"evidence_dir\":\" \"}}")).endsWith("expected a string that is not blank");
    }

    @Example
    void allProblemsAreSaidInTheirOrder() {
        ConfigException refused = refusalOf(
                "{\"timeouts\":{\"idle_ms\":0},\n\"command_types\":{\"build\":{\"retry_count\":\"x\"}},\n\"metrics\":7}");

        assertThat(refused.problems()).extracting(ConfigProblem::line).containsExactly(1, 2, 3);
        assertThat(refused.problems())
                .extracting(ConfigProblem::path)
                .containsExactly("$.timeouts.idle_ms", "$.command_types.build.retry_count", "$.metrics");
    }

    @Example
    void hostileTextIsShownHarmlessAndShort() {
        String message = messageOf("{\"timeouts\":{\"idle_ms\":\"\\u001b[2J\\u202e" + "x".repeat(5000) + "\"}}");

        assertThat(message).contains("\\u001b[2J\\u202e").hasSizeLessThan(300);
        assertThat(message.chars()).noneMatch(Character::isISOControl);
    }

    @Example
    void nestingHasAnEnd() {
        assertThat(messageOf("[".repeat(100_000))).endsWith("expected valid JSON");
    }

    @Example
    void variablesAreNamed() {
        for (String bad : new String[] {"", "soon", "0", "-1", "1.5", "999999999999999"}) {
            ConfigException refused = catchThrowableOfType(
                    ConfigException.class, () -> RunnerConfig.defaults().withVariables(Map.of("RUNNER_IDLE_MS", bad)));
            assertThat(refused)
                    .hasMessage("RUNNER_IDLE_MS: $: found \"" + bad
                            + "\", expected a whole number of milliseconds from 1 to 31536000000");
        }
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"timeouts\"",
                        "\"environments\"",
                        "\"idle_ms\"",
                        "\"ci\"",
                        "5",
                        "-1",
                        "1e999",
                        "true",
                        "null",
                        "\"x\"",
                        "\"\\ud800\"",
                        "\n",
                        " ",
                        "\0")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefusedAndNothingElse(@ForAll("documents") String text) {
        try {
            RunnerConfig.parse(text, "runner.json");
        } catch (ConfigException refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.problems())
                    .allSatisfy(problem -> assertThat(problem.source()).isEqualTo("runner.json"));
        }
    }

    private static void assertSays(String json, String message) {
        assertThat(messageOf(json)).isEqualTo(message);
    }

    private static String messageOf(String json) {
        return refusalOf(json).getMessage();
    }

    private static ConfigException refusalOf(String json) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> RunnerConfig.parse(json, "runner.json"));
        assertThat(refused).as(json).isNotNull();
        return refused;
    }
}
