package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration is warned of, and what it is not. */
class ConfigWarningsTest {
    @Test
    void aConfigurationWithoutDangersIsNotWarnedOf() throws Exception {
        assertThat(RunnerConfig.defaults().warnings()).isEmpty();
        assertThat(RunnerConfig.parse(Documents.CONTRACT, "x").warnings()).isEmpty();
        assertThat(warnings("{'security': {'blocked_patterns': ['rm ']}}")).isEmpty();
        assertThat(warnings("{'security': {'allowed_commands': ['node'], 'blocked_patterns': []}}"))
                .isEmpty();
        assertThat(warnings("{'timeouts': {'hard_ms': 86399999}, 'shadow': false}"))
                .isEmpty();
        assertThat(warnings("{'command_types': {'build': {'hard_ms': 864000, 'retry_count': 100}}}"))
                .as("a day in all, and not longer")
                .isEmpty();
    }

    @Test
    void anEmptyListOfAllowedCommandsAllowsAll() throws Exception {
        assertThat(warnings("{'security':\n {'allowed_commands': []}}"))
                .containsExactly("x:2:23: $.security.allowed_commands: found an empty array: it allows every command;"
                        + " name those that may run, or leave the key out");
    }

    @Test
    void aShortBlockedPatternBlocksNearlyAll() throws Exception {
        assertThat(warnings(
                        "{'security': {'blocked_patterns': ['rm -rf', 'r', '-c', '\uD834\uDD1E\uD834\uDD1E', 'abc']}}"))
                .hasSize(3)
                .first()
                .isEqualTo("x:1:46: $.security.blocked_patterns[1]: found \"r\":"
                        + " so short a text is in nearly every command line, which it blocks");
    }

    @Test
    void aHardLimitOfADayIsTooLong() throws Exception {
        assertThat(warnings("{'timeouts': {'hard_ms': 86400000}}"))
                .containsExactly(
                        "x:1:26: $.timeouts.hard_ms: found 86400000: a step that hangs and goes on printing is not"
                                + " stopped for a day or longer (every type in every environment)");
        assertThat(warnings(
                        "{'environments': {'ci': {'hard_ms': 86400000}, 'a': {'hard_ms': 5, 'idle_ms': 4, 'grace_ms': 3}},"
                                + " 'command_types': {'build': {'retry_count': 2}}}"))
                .as("attempts are not counted on top")
                .containsExactly("x:1:37: $.environments.ci.hard_ms: found 86400000: a step that hangs and goes on"
                        + " printing is not stopped for a day or longer (build in ci, other types in ci)");
    }

    @Test
    void anIdleLimitThatIsNotBelowTheHardOneOfAnotherLevelIsNone() throws Exception {
        assertThat(
                        warnings(
                                "{'environments': {'ci': {'hard_ms': 25000}, 'dev': {'hard_ms': 60000}},"
                                        + "\n 'command_types': {'build': {'idle_ms': 30000, 'hard_ms': 300000}, 'test': {'idle_ms': 9}}}"))
                .containsExactly("x:2:41: $.command_types.build.idle_ms: found 30000: idle_ms is 30000 by"
                        + " command_types.build.idle_ms, hard_ms 25000 by environments.ci.hard_ms, so there is no idle"
                        + " limit (build in ci)");
    }

    @Test
    void aLimitOfTheFileIsComparedWithWhatIsBuiltIn() throws Exception {
        assertThat(warnings("{'timeouts': {'hard_ms': 12000}}"))
                .containsExactly(
                        "x:1:26: $.timeouts.hard_ms: found 12000: idle_ms is 12000 by what is built in, hard_ms"
                                + " 12000 by timeouts.hard_ms, so there is no idle limit (every type in every environment)");
        assertThat(warnings("{'timeouts': {'idle_ms': 45000}}"))
                .containsExactly(
                        "x:1:26: $.timeouts.idle_ms: found 45000: idle_ms is 45000 by timeouts.idle_ms, hard_ms"
                                + " 45000 by what is built in, so there is no idle limit (every type in every environment)");
    }

    @Test
    void oneDangerOfManyStepsIsToldOnce() throws Exception {
        assertThat(warnings("{'timeouts': {'idle_ms': 7000, 'hard_ms': 9000},"
                        + " 'environments': {'ci': {'hard_ms': 5000}},"
                        + " 'command_types': {'a': {}, 'b': {}, 'c': {}, 'd': {}}}"))
                .singleElement()
                .asString()
                .endsWith("so there is no idle limit (a in ci, b in ci, c in ci and 2 more)");
    }

    @Test
    void aGracePeriodLongerThanTheHardLimitIsTold() throws Exception {
        assertThat(warnings("{'timeouts': {'grace_ms': 45000}}")).isEmpty();
        assertThat(warnings("{'timeouts': {'grace_ms': 45001}}"))
                .containsExactly(
                        "x:1:27: $.timeouts.grace_ms: found 45001: grace_ms is 45001 by timeouts.grace_ms, hard_ms"
                                + " 45000 by what is built in, so stopping may take longer than the step may (every type in"
                                + " every environment)");
    }

    @Test
    void attemptsThatTakeMoreThanADayAreTold() throws Exception {
        assertThat(warnings("{'command_types': {'build': {'hard_ms': 864001, 'retry_count': 100}}}"))
                .containsExactly(
                        "x:1:64: $.command_types.build.retry_count: found 100: as many attempts of hard_ms, which is"
                                + " 864001 by command_types.build.hard_ms, may take longer than a day (build in every"
                                + " environment)");
    }

    @Test
    void variablesCountAsTheyHold() throws Exception {
        RunnerConfig file = RunnerConfig.parse("{\"timeouts\": {\"hard_ms\": 86400000}}", "x");

        assertThat(described(file.withVariables(Map.of("RUNNER_HARD_MS", "45000"))))
                .as("the day does not hold")
                .isEmpty();
        assertThat(described(file.withVariables(Map.of("RUNNER_HARD_MS", "5000"))))
                .containsExactly("RUNNER_HARD_MS: $: found 5000: idle_ms is 12000 by what is built in, hard_ms 5000 by"
                        + " RUNNER_HARD_MS, so there is no idle limit (every type in every environment)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "localhost",
                "LOCALHOST",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0:0:0:0:0:0:0001]"
            })
    void aLoopbackAddressIsFine(String host) throws Exception {
        assertThat(warnings("{'metrics': {'endpoint': 'http://" + host + ":4001'}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "10.0.0.1", "128.0.0.1", "[::]", "[::2]", "localhost.example", "127.0.0.1.example"})
    void anyOtherAddressIsToldUnlessItIsNotServed(String host) throws Exception {
        assertThat(warnings("{'metrics': {'endpoint': 'http://" + host + ":4001'}}"))
                .containsExactly(
                        "x:1:26: $.metrics.endpoint: found \"http://" + host + ":4001\": it is no loopback address,"
                                + " and whoever can reach it reads the meters without a password");
        assertThat(warnings("{'metrics': {'enabled': false, 'endpoint': 'http://" + host + ":4001'}}"))
                .isEmpty();
    }

    @Test
    void aCauseThatIsLikeABuiltInOneIsAskedAfter() throws Exception {
        assertThat(warnings("{'retry': {'causes': ['netwrok', 'network', 'licence', 'locks']}}"))
                .containsExactly(
                        "x:1:23: $.retry.causes[0]: found \"netwrok\": it is no root cause of the built-in ones;"
                                + " did you mean network?",
                        "x:1:56: $.retry.causes[3]: found \"locks\": it is no root cause of the built-in ones;"
                                + " did you mean lock?");
    }

    @Test
    void patternsThatMaskAllOrTakeForEverAreTold() throws Exception {
        assertThat(warnings("{'logging': {'redact_patterns': ['x*', '(a+)+b', 'AK[0-9]+']}}"))
                .containsExactly(
                        "x:1:34: $.logging.redact_patterns[0]: found \"x*\": it matches the empty text, which is everywhere,"
                                + " so it masks what is no secret",
                        "x:1:40: $.logging.redact_patterns[1]: found \"(a+)+b\": a repetition within a repetition may take"
                                + " for ever on output made to match");
    }

    @Test
    void shadowIsNoProtection() throws Exception {
        assertThat(warnings("{'shadow': true}"))
                .containsExactly(
                        "x:1:12: $.shadow: found true: stalls are diagnosed and written down, and nothing is stopped");
    }

    @Test
    void warningsComeInTheOrderOfTheDocument() throws Exception {
        assertThat(warnings(
                        "{'timeouts': {'hard_ms': 86400000},\n'shadow': true,\n'security': {'allowed_commands': []}}"))
                .extracting(warning -> warning.substring(0, 4))
                .containsExactly("x:1:", "x:2:", "x:3:");
    }

    @Test
    void warningsAreNoProblemsAndProblemsComeFirst() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> warnings("{'shadow': true, 'x': 1}"))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(1));
    }

    @Test
    void manyNamesAreLookedAtInBounds() throws Exception {
        String names = IntStream.range(0, 20_000)
                .mapToObj(i -> "'n" + i + "': {'hard_ms': " + (50_000 + i) + "}")
                .collect(Collectors.joining(","));

        assertThat(warnings("{'environments': {" + names + "}, 'command_types': {" + names + "}}"))
                .isEmpty();
    }

    private static List<String> warnings(String json) throws ConfigException {
        return described(RunnerConfig.parse(json.replace('\'', '"'), "x"));
    }

    private static List<String> described(RunnerConfig config) {
        return config.warnings().stream().map(ConfigWarning::describe).toList();
    }
}
