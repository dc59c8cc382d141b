package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sections beside the limits come to. */
class SectionsTest {
    private static final Command BUILD = Command.of("x").type("build");

    @Test
    void whatIsNotSaidIsAsBuiltIn() throws Exception {
        for (RunnerConfig config :
                List.of(RunnerConfig.defaults(), parse("{}"), parse("{'logging': {}, 'retry': {}, 'metrics': {}}"))) {
            assertThat(config.logging()).isEqualTo(LoggingSettings.DEFAULTS);
            assertThat(config.retryFor(BUILD)).isEqualTo(RetryPolicy.NEVER);
            assertThat(config.autoSkip()).isEmpty();
            assertThat(config.shadow()).isFalse();
        }
    }

    @Test
    void allOfLoggingIsRead() throws Exception {
        RunnerConfig config = parse("{'logging': {'evidence_dir': 'e/r', 'fsync_stalls': true, 'max_file_mb': 2,"
                + " 'max_total_mb': 20, 'keep_days': 3, 'compress': true, 'redact_patterns': ['AK[0-9]+', 'b']}}");

        assertThat(config.logging())
                .isEqualTo(new LoggingSettings(
                        Optional.of(Path.of("e/r")),
                        true,
                        2L << 20,
                        20L << 20,
                        Duration.ofDays(3),
                        true,
                        List.of("AK[0-9]+", "b")));
        assertThat(config.evidenceDirectory()).contains(Path.of("e/r"));
    }

    @ParameterizedTest
    @CsvSource({"'', 50, 1024", "'''max_file_mb'': 2000', 2000, 2000", "'''max_file_mb'': 60', 60, 1024"})
    @CsvSource({"'''max_total_mb'': 10', 10, 10", "'''max_total_mb'': 60', 50, 60"})
    void theDefaultOfOneSizeGivesWayToTheOther(String members, long file, long total) throws Exception {
        LoggingSettings logging = parse("{'logging': {" + members + "}}").logging();

        assertThat(logging.largestFile()).isEqualTo(file << 20);
        assertThat(logging.largestTotal()).isEqualTo(total << 20);
    }

    @Test
    void sizesThatContradictEachOtherAreRefused() {
        assertThat(refusal("{'logging': {'max_file_mb': 20, 'max_total_mb': 10}}"))
                .isEqualTo("x:1:49: $.logging.max_total_mb: found 10, expected at least max_file_mb, which is 20");
    }

    @Test
    void aPatternThatDoesNotCompileIsAProblemAtItsPlace() {
        assertThat(refusal("{'logging': {'redact_patterns': ['a', '(b', 7,\n ' ']}}")
                        .lines())
                .containsExactly(
                        "x:1:39: $.logging.redact_patterns[1]: found \"(b\","
                                + " expected a regular expression; Unclosed group near index 2,"
                                + " a sign that is meant as it stands needs \\\\ before it",
                        "x:1:45: $.logging.redact_patterns[2]: found 7, expected a string that is not blank",
                        "x:2:2: $.logging.redact_patterns[3]: found \" \", expected a string that is not blank");
        assertThat(refusal("{'logging': {'redact_patterns': 'a'}}"))
                .endsWith("found \"a\", expected an array of strings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "(?:", "(?=", "((a)|", "[a&&"})
    void aPatternThatIsNestedDeeplyIsRefusedOrUsed(String opening) {
        String deep = opening.repeat(1000 / opening.length());

        assertThat(refusal("{'logging': {'redact_patterns': ['" + deep + "']}}"))
                .contains("expected a regular expression");
        assertThat(refusal("{'logging': {'redact_patterns': ['" + "(".repeat(1001) + "']}}"))
                .endsWith("expected a regular expression of at most 1000 characters");
    }

    @Test
    void attemptsAreOfTheCommandTypeAndTheRestIsForAll() throws Exception {
        RunnerConfig config = parse("{'command_types': {'build': {'retry_count': 3}}, 'retry': {'causes':"
                + " ['network', 'licence'], 'after_failure': true, 'delay_ms': 0, 'max_delay_ms': 9}}");

        RetryPolicy once = new RetryPolicy(
                1, Set.of(RootCause.NETWORK, RootCause.of("licence")), true, Duration.ZERO, Duration.ofMillis(9));
        assertThat(config.retryFor(BUILD.type("test"))).isEqualTo(once);
        assertThat(config.retryFor(BUILD))
                .isEqualTo(new RetryPolicy(3, once.causes(), true, once.delay(), once.longestDelay()));
        assertThat(parse("{'command_types': {'build': {'retry_count': 3}}}").retryFor(BUILD))
                .isEqualTo(RetryPolicy.attempts(3));
        assertThat(parse("{'retry': {'causes': []}}").retryFor(BUILD).causes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 1000, 30000", "'''delay_ms'': 40000', 40000, 40000", "'''delay_ms'': 5', 5, 30000"})
    @CsvSource({"'''max_delay_ms'': 10', 10, 10", "'''max_delay_ms'': 0', 0, 0", "'''max_delay_ms'': 1001', 1000, 1001"
    })
    void theDefaultOfOnePauseGivesWayToTheOther(String members, long first, long longest) throws Exception {
        RetryPolicy retry = parse("{'retry': {" + members + "}}").retryFor(BUILD);

        assertThat(retry.delay()).isEqualTo(Duration.ofMillis(first));
        assertThat(retry.longestDelay()).isEqualTo(Duration.ofMillis(longest));
    }

    @Test
    void whatIsWrongWithRetriesIsSaid() {
        assertThat(refusal("{'retry': {'causes': ['Network', 5, ''], 'delay_ms': 7, 'max_delay_ms': 6}}")
                        .lines())
                .containsExactly(
                        "x:1:23: $.retry.causes[0]: found \"Network\","
                                + " expected a root cause, which matches [a-z][a-z0-9_]{0,31}",
                        "x:1:34: $.retry.causes[1]: found 5, expected a root cause, which matches [a-z][a-z0-9_]{0,31}",
                        "x:1:37: $.retry.causes[2]: found \"\","
                                + " expected a root cause, which matches [a-z][a-z0-9_]{0,31}",
                        "x:1:73: $.retry.max_delay_ms: found 6, expected at least delay_ms, which is 7");
    }

    @Test
    void autoSkipIsOnWhereItIsNamedAndNotSwitchedOff() throws Exception {
        assertThat(parse("{'auto_skip': {}}").autoSkip()).contains(AutoSkip.USUAL);
        assertThat(parse("{'auto_skip': {'enabled': true, 'stalls': 5, 'window_ms': 7, 'cool_down_ms': 9}}")
                        .autoSkip())
                .contains(new AutoSkip(5, Duration.ofMillis(7), Duration.ofMillis(9)));
        assertThat(parse("{'auto_skip': {'stalls': 5, 'enabled': false}}").autoSkip())
                .isEmpty();
        assertThat(refusal("{'auto_skip': {'stalls': 0, 'enabled': false}}"))
                .endsWith("found 0, expected a whole number from 1 to 1000");
    }

    @Test
    void shadowIsTrueOrFalse() throws Exception {
        assertThat(parse("{'shadow': true}").shadow()).isTrue();
        assertThat(parse("{'shadow': false}").shadow()).isFalse();
        assertThat(refusal("{'shadow': 'yes'}")).isEqualTo("x:1:12: $.shadow: found \"yes\", expected true or false");
    }

    @Test
    void aReferenceToTheSchemaIsForEditors() throws Exception {
        assertThat(parse("{'$schema': '../docs/runner-config.schema.json'}").warnings())
                .isEmpty();
        assertThat(refusal("{'$schema': 1}")).endsWith("$.$schema: found 1, expected a string that is not blank");
    }

    private static RunnerConfig parse(String json) throws ConfigException {
        return RunnerConfig.parse(json.replace('\'', '"'), "x");
    }

    private static String refusal(String json) {
        return catchThrowableOfType(ConfigException.class, () -> parse(json)).getMessage();
    }
}
