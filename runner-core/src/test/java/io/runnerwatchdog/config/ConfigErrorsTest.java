package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a configuration that cannot be used, word for word: operators read these and nothing else. */
class ConfigErrorsTest {
    private static final String SECTIONS =
            "timeouts, environments, command_types, retry, auto_skip, shadow, metrics, logging, security, $schema";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"12s\" ~ \"12s\"",
                "\"12\" ~ \"12\"",
                "true ~ true",
                "null ~ null",
                "{} ~ an object",
                "[5] ~ an array",
                "1.5 ~ 1.5",
                "1e3 ~ 1e3",
                "5.0 ~ 5.0",
                "0 ~ 0",
                "-0 ~ -0",
                "-1 ~ -1",
                "31536000001 ~ 31536000001",
                "9223372036854775808 ~ 9223372036854775808",
                "999999999999999999999999999 ~ 999999999999999999999999999"
            })
    void aLimitMustBeAPositiveWholeNumberOfMilliseconds(String value, String found) {
        for (String key : new String[] {"idle_ms", "hard_ms", "grace_ms"}) {
            assertThat(refusal("{\n  \"timeouts\": {\n    \"" + key + "\": " + value + "\n  }\n}"))
                    .isEqualTo("runner.json:3:" + (key.length() + 9) + ": $.timeouts." + key + ": found " + found
                            + ", expected a whole number from 1 to 31536000000");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "-1", "1.5", "null"})
    void attemptsAreFewAndAtLeastOne(String value) {
        assertThat(refusal("{\"command_types\": {\"build\": {\"retry_count\": " + value + "}}}"))
                .isEqualTo("runner.json:1:45: $.command_types.build.retry_count: found " + value
                        + ", expected a whole number from 1 to 100");
    }

    @Test
    void idleMustBeLessThanHardOnOneLevel() {
        assertThat(refusal("{\"timeouts\": {\"idle_ms\": 5, \"hard_ms\": 5}}"))
                .isEqualTo("runner.json:1:26: $.timeouts.idle_ms: found 5, expected less than hard_ms, which is 5");
        assertThat(refusal("{\"environments\": {\"ci\": {\"hard_ms\": 5,\n\"idle_ms\": 6}}}"))
                .isEqualTo(
                        "runner.json:2:12: $.environments.ci.idle_ms: found 6, expected less than hard_ms, which is 5");
        assertThat(refusal("{\"command_types\": {\"test\": {\"idle_ms\": 7, \"hard_ms\": 5}}}"))
                .isEqualTo(
                        "runner.json:1:40: $.command_types.test.idle_ms: found 7, expected less than hard_ms, which is 5");
    }

    @Test
    void anUnknownKeyIsNamedWithTheOneThatWasMeant() {
        assertThat(refusal("{\"timeouts\": {\"idle-ms\": 5}}"))
                .isEqualTo("runner.json:1:26: $.timeouts.idle-ms: found an unknown key,"
                        + " expected one of idle_ms, hard_ms, grace_ms (did you mean idle_ms?)");
        assertThat(refusal("{\"timeout\": {}}"))
                .isEqualTo("runner.json:1:13: $.timeout: found an unknown key, expected one of " + SECTIONS
                        + " (did you mean timeouts?)");
        assertThat(refusal("{\"command_types\": {\"build\": {\"retry_counts\": 2}}}"))
                .isEqualTo("runner.json:1:46: $.command_types.build.retry_counts: found an unknown key,"
                        + " expected one of idle_ms, hard_ms, grace_ms, retry_count (did you mean retry_count?)");
    }

    @Test
    void whatWasMeantIsFoundInAnyCase() {
        assertThat(refusal("{\"timeouts\": {\"idleMs\": 5}}")).endsWith("(did you mean idle_ms?)");
        assertThat(refusal("{\"LOGGING\": {}}")).endsWith("(did you mean logging?)");
        assertThat(refusal("{\"autoSkip\": {}}")).endsWith("(did you mean auto_skip?)");
    }

    @Test
    void aKeyThatIsLikeNoOtherIsNotGuessedAt() {
        assertThat(refusal("{\"colour\": 1}"))
                .isEqualTo("runner.json:1:12: $.colour: found an unknown key, expected one of " + SECTIONS);
        assertThat(refusal("{\"" + "timeouts".repeat(20) + "\": 1}"))
                .isEqualTo("runner.json:1:166: $." + "timeouts".repeat(10) + "…: found an unknown key, expected one of "
                        + SECTIONS);
    }

    @Test
    void retriesBelongToCommandTypesOnly() {
        assertThat(refusal("{\"environments\": {\"ci\": {\"retry_count\": 2}}}"))
                .isEqualTo("runner.json:1:41: $.environments.ci.retry_count: found an unknown key, expected"
                        + " one of idle_ms, hard_ms, grace_ms");
    }

    @ParameterizedTest
    @CsvSource({
        "timeouts,13",
        "environments,17",
        "command_types,18",
        "metrics,12",
        "logging,12",
        "security,13",
    })
    void aSectionMustBeAnObject(String section, int column) {
        assertThat(refusal("{\"" + section + "\":5}"))
                .isEqualTo("runner.json:1:" + column + ": $." + section + ": found 5, expected an object");
    }

    @Test
    void whatANameStandsForMustBeAnObjectAndIsSaidOnce() {
        assertThat(refusal("{\"command_types\": {\"build\": 5}}"))
                .isEqualTo("runner.json:1:29: $.command_types.build: found 5, expected an object");
        assertThat(refusal("{\"environments\": {\"ci\": []}}"))
                .isEqualTo("runner.json:1:25: $.environments.ci: found an array, expected an object");
    }

    @Test
    void aBadNameIsShown() {
        assertThat(refusal("{\"environments\": {\"a b\": {}}}"))
                .isEqualTo("runner.json:1:26: $.environments.a b: found \"a b\", expected a name that matches"
                        + " [A-Za-z0-9._-]{1,64}");
        assertThat(refusal("{\"command_types\": {\"\": {}}}"))
                .isEqualTo("runner.json:1:24: $.command_types.: found \"\", expected a name that matches"
                        + " [A-Za-z0-9._-]{1,64}");
        assertThat(refusal("{\"command_types\": {\"" + "x".repeat(65) + "\": {}}}"))
                .isEqualTo("runner.json:1:89: $.command_types." + "x".repeat(65) + ": found \"" + "x".repeat(65)
                        + "\", expected a name that matches [A-Za-z0-9._-]{1,64}");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://x:1",
        "https://127.0.0.1:4001",
        "http://127.0.0.1",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http:// x:1",
        "127.0.0.1:4001",
        "4001"
    })
    void anEndpointMustBeAnAddressWithAPort(String address) {
        assertThat(refusal("{\"metrics\": {\"endpoint\": \"" + address + "\"}}"))
                .isEqualTo("runner.json:1:26: $.metrics.endpoint: found \"" + address
                        + "\", expected an address such as http://127.0.0.1:4001");
    }

    @Test
    void settingsOfAnotherTypeAreRefused() {
        assertThat(refusal("{\"metrics\": {\"endpoint\": 4001}}"))
                .isEqualTo("runner.json:1:26: $.metrics.endpoint: found 4001, expected a string that is not blank");
        assertThat(refusal("{\"metrics\": {\"enabled\": \"yes\"}}"))
                .isEqualTo("runner.json:1:25: $.metrics.enabled: found \"yes\", expected true or false");
        assertThat(refusal("{\"metrics\": {\"enabled\": null}}"))
                .isEqualTo("runner.json:1:25: $.metrics.enabled: found null, expected true or false");
        assertThat(refusal("{\"logging\": {\"evidence_dir\": \" \"}}"))
                .isEqualTo(
                        "runner.json:1:30: $.logging.evidence_dir: found \" \", expected a string that is not blank");
        assertThat(refusal("{\"logging\": {\"evidence_dir\": \"a\\u0000b\"}}"))
                .isEqualTo("runner.json:1:30: $.logging.evidence_dir: found \"a\\u0000b\", expected a path");
        assertThat(refusal("{\"security\": {\"allowed_commands\": \"node\"}}"))
                .isEqualTo(
                        "runner.json:1:35: $.security.allowed_commands: found \"node\", expected an array of strings");
        assertThat(refusal("{\"security\": {\"blocked_patterns\": [\"a\", 1]}}"))
                .isEqualTo(
                        "runner.json:1:41: $.security.blocked_patterns[1]: found 1, expected a string that is not blank");
        assertThat(refusal("{\"security\": {\"blocked_patterns\": [\"rm\", \"/(/\"]}}"))
                .contains(
                        "runner.json:1:42: $.security.blocked_patterns[1]: found \"/(/\", expected a text, or a regular"
                                + " expression between slashes (a group is not closed, at character 2 of the expression)");
    }

    @Test
    void allThatIsWrongIsSaidAtOnceInTheOrderOfTheDocument() {
        String json = """
                {
                  "command_types": {"build": {"retry_count": 0, "hard_ms": true}},
                  "colour": 1,
                  "timeouts": [],
                  "timeouts": {}
                }
                """;

        assertThat(refusal(json).lines())
                .containsExactly(
                        "runner.json:2:46: $.command_types.build.retry_count: found 0, expected a whole number from 1 to 100",
                        "runner.json:2:60: $.command_types.build.hard_ms: found true,"
                                + " expected a whole number from 1 to 31536000000",
                        "runner.json:3:13: $.colour: found an unknown key, expected one of " + SECTIONS,
                        "runner.json:4:15: $.timeouts: found an array, expected an object",
                        "runner.json:5:3: $.timeouts: found the key a second time, expected each key once");
    }

    @Test
    void hostileTextCannotPlayWithTheTerminal() {
        assertThat(refusal("{\"timeouts\": {\"idle_ms\": \"\\u001b[2J\\r\\n\\u202e\\u200b\\u0085\\ud800\"}}"))
                .isEqualTo("runner.json:1:26: $.timeouts.idle_ms:"
                        + " found \"\\u001b[2J\\u000d\\u000a\\u202e\\u200b\\u0085\\ud800\","
                        + " expected a whole number from 1 to 31536000000");
        assertThat(refusal("{\"a\\u001b[31m\\nok\": 1}"))
                .isEqualTo(
                        "runner.json:1:21: $.a\\u001b[31m\\u000aok: found an unknown key, expected one of " + SECTIONS);
        assertThat(refusal("{\"a\": \u001b[31m}").codePoints())
                .as("in a syntax error")
                .noneMatch(Character::isISOControl);
    }

    @Test
    void longTextIsCut() {
        assertThat(refusal("{\"timeouts\": {\"idle_ms\": \"" + "\uD834\uDD1E".repeat(81) + "\"}}"))
                .isEqualTo("runner.json:1:26: $.timeouts.idle_ms: found \"" + "\uD834\uDD1E".repeat(80)
                        + "…\", expected a whole number from 1 to 31536000000");
        assertThat(refusal("{\"timeouts\": {\"idle_ms\": \"" + "x".repeat(80) + "\"}}"))
                .contains("\"" + "x".repeat(80) + "\"");
    }

    @Test
    void theProblemsAreThereForProgramsToo() {
        ConfigException refused = refuse("{\"timeouts\": {\"idle_ms\": 0, \"x\": 1}}");

        assertThat(refused.problems())
                .containsExactly(
                        new ConfigProblem(
                                "runner.json",
                                "$.timeouts.idle_ms",
                                1,
                                26,
                                "0",
                                "a whole number from 1 to 31536000000"),
                        new ConfigProblem(
                                "runner.json",
                                "$.timeouts.x",
                                1,
                                34,
                                "an unknown key",
                                "one of idle_ms, hard_ms, grace_ms"));
        assertThat(IntStream.range(0, 2).mapToObj(i -> refused.problems().get(i).describe()))
                .containsExactlyElementsOf(refused.getMessage().lines().toList());
    }

    private static String refusal(String json) {
        return refuse(json).getMessage();
    }

    private static ConfigException refuse(String json) {
        return catchThrowableOfType(ConfigException.class, () -> RunnerConfig.parse(json, "runner.json"));
    }
}
