package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    /** Each level says another thing; the highest that says anything must win. */
    private static final String LEVELS = """
            {
              "timeouts":      {"idle_ms": 1001, "hard_ms": 10001, "grace_ms": 101},
              "environments":  {"ci":    {"idle_ms": 1003, "hard_ms": 10003, "grace_ms": 103}},
              "command_types": {"build": {"idle_ms": 1002, "hard_ms": 10002, "grace_ms": 102}}
            }
            """;

    private static final Command PLAIN = Command.of("x");

    @Test
    void withoutAFileTheBuiltInDefaultsHold() {
        RunnerConfig config = RunnerConfig.defaults();

        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE)).isEqualTo(Limits.DEFAULTS);
        assertThat(config.retryFor(PLAIN).attempts()).isEqualTo(1);
        assertThat(config.evidenceDirectory()).isEmpty();
        assertThat(config.metrics())
                .isEqualTo(new MetricsSettings(URI.create("http://127.0.0.1:4001"), true, Duration.ofSeconds(5)));
        assertThat(config.commandTypes()).isEmpty();
        assertThat(config.environments()).isEmpty();
        assertThat(config.refusal(Command.of("rm", "-rf", "/"))).isEmpty();
    }

    @Test
    void anEmptyObjectIsTheDefaults() throws Exception {
        RunnerConfig config = RunnerConfig.parse("{}", "x");

        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE)).isEqualTo(Limits.DEFAULTS);
        assertThat(config.metrics()).isEqualTo(MetricsSettings.DEFAULTS);
    }

    @Test
    void theDocumentOfTheContractIsRead() throws Exception {
        RunnerConfig config = RunnerConfig.parse(Documents.CONTRACT, "config/runner.json");

        assertThat(config.environments()).containsExactly("development", "production", "ci");
        assertThat(config.commandTypes()).containsExactly("build", "test", "deploy", "canary", "smoke");
        assertThat(config.evidenceDirectory()).contains(Path.of("evidence/runner"));
        assertThat(config.retryFor(PLAIN.type("test")).attempts()).isEqualTo(3);
        assertThat(config.retryFor(PLAIN.type("deploy")).attempts()).isEqualTo(1);
        assertThat(config.retryFor(PLAIN.type("unheard-of")).attempts()).isEqualTo(1);
        assertThat(config.limitsFor(PLAIN.type("deploy"), LimitOverrides.NONE))
                .isEqualTo(limits(60_000, 600_000, 4_000));
        assertThat(config.limitsFor(PLAIN.type("deploy").environment("ci"), LimitOverrides.NONE))
                .as("the environment is over the command type")
                .isEqualTo(limits(8_000, 25_000, 4_000));
        assertThat(config.refusal(Command.of("node", "x.js"))).isEmpty();
        assertThat(config.refusal(Command.of("python3"))).isPresent();
        assertThat(config.policy().refusal(Command.of("bash", "-c", "npm ci; r''m -fr x")))
                .isEqualTo(config.refusal(Command.of("bash", "-c", "npm ci; r''m -fr x")))
                .isPresent();
    }

    @Test
    void metersCanBeTurnedOffAndMoved() throws Exception {
        RunnerConfig config = RunnerConfig.parse(
                "{\"metrics\": {\"endpoint\": \"http://[::1]:65535\", \"enabled\": false, \"timeout_ms\": 1}}", "x");

        assertThat(config.metrics())
                .isEqualTo(new MetricsSettings(URI.create("http://[::1]:65535"), false, Duration.ofMillis(1)));
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertThat(RunnerConfig.parse("\uFEFF{\"timeouts\": {\"idle_ms\": 7}}", "x")
                        .limitsFor(PLAIN, LimitOverrides.NONE)
                        .idle())
                .isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void eachLevelHidesTheOnesBelow() throws Exception {
        RunnerConfig file = RunnerConfig.parse(LEVELS, "x");
        RunnerConfig variables = file.withVariables(
                Map.of("RUNNER_IDLE_MS", "1004", "RUNNER_HARD_MS", "10004", "RUNNER_GRACE_MS", "104"));
        Command both = PLAIN.type("build").environment("ci");
        Command own = both.idleTimeout(Duration.ofMillis(1005))
                .hardTimeout(Duration.ofMillis(10005))
                .gracePeriod(Duration.ofMillis(105));
        LimitOverrides host = LimitOverrides.NONE
                .withIdle(Duration.ofMillis(1900))
                .withHard(Duration.ofMillis(10900))
                .withGrace(Duration.ofMillis(190));

        assertThat(file.limitsFor(PLAIN, LimitOverrides.NONE)).isEqualTo(limits(1001, 10001, 101));
        assertThat(file.limitsFor(PLAIN, host)).isEqualTo(limits(1900, 10900, 190));
        assertThat(file.limitsFor(PLAIN.type("build"), host)).isEqualTo(limits(1002, 10002, 102));
        assertThat(file.limitsFor(PLAIN.environment("ci"), host)).isEqualTo(limits(1003, 10003, 103));
        assertThat(file.limitsFor(both, host)).isEqualTo(limits(1003, 10003, 103));
        assertThat(variables.limitsFor(both, host)).isEqualTo(limits(1004, 10004, 104));
        assertThat(variables.limitsFor(own, host)).isEqualTo(limits(1005, 10005, 105));
    }

    @Test
    void eachLimitIsLookedUpByItself() throws Exception {
        RunnerConfig config = RunnerConfig.parse("""
                {"timeouts": {"grace_ms": 101},
                 "environments": {"ci": {"hard_ms": 10003}},
                 "command_types": {"build": {"idle_ms": 1002}}}
                """, "x");

        assertThat(config.limitsFor(PLAIN.type("build").environment("ci"), LimitOverrides.NONE))
                .isEqualTo(limits(1002, 10003, 101));
        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE)).isEqualTo(limits(12_000, 45_000, 101));
    }

    @Test
    void namesThatTheFileDoesNotHaveFallThrough() throws Exception {
        RunnerConfig config = RunnerConfig.parse(LEVELS, "x");

        assertThat(config.limitsFor(PLAIN.type("Build").environment("CI"), LimitOverrides.NONE))
                .as("names are case-sensitive")
                .isEqualTo(limits(1001, 10001, 101));
    }

    @Test
    void aWarningComesFromTheHostOrTheCommand() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);
        RunnerConfig config = RunnerConfig.defaults();

        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE.withWarn(second)).warn())
                .contains(second);
        assertThat(config.limitsFor(PLAIN.warnAfter(minute), LimitOverrides.NONE.withWarn(second))
                        .warn())
                .contains(minute);
    }

    @Test
    void limitsOfTwoLevelsThatDoNotFitLeaveTheHardOne() throws Exception {
        RunnerConfig config = RunnerConfig.parse("""
                {"environments": {"ci": {"hard_ms": 5000}}, "command_types": {"build": {"idle_ms": 5000}}}
                """, "x");

        assertThat(config.limitsFor(PLAIN.type("build").environment("ci"), LimitOverrides.NONE))
                .isEqualTo(new Limits(Limits.NEVER, Duration.ofSeconds(5), Limits.DEFAULTS.grace(), Optional.empty()));
        assertThat(config.limitsFor(PLAIN.hardTimeout(Duration.ofSeconds(1)), LimitOverrides.NONE)
                        .idle())
                .isEqualTo(Limits.NEVER);
    }

    @Test
    void aCommandThatContradictsItselfIsAnError() {
        Command command = PLAIN.idleTimeout(Duration.ofSeconds(2)).hardTimeout(Duration.ofSeconds(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnerConfig.defaults().limitsFor(command, LimitOverrides.NONE))
                .withMessageStartingWith("idleTimeout must be < hardTimeout, was PT2S with a hardTimeout of PT1S");
    }

    @Test
    void theLargestNumbersAreTaken() throws Exception {
        RunnerConfig config = RunnerConfig.parse("""
                {"timeouts": {"idle_ms": 31535999999, "hard_ms": 31536000000, "grace_ms": 31536000000},
                 "command_types": {"build": {"retry_count": 100}}}
                """, "x");

        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE).hard()).isEqualTo(Duration.ofDays(365));
        assertThat(config.retryFor(PLAIN.type("build")).attempts()).isEqualTo(100);
    }

    private static Limits limits(long idle, long hard, long grace) {
        return new Limits(Duration.ofMillis(idle), Duration.ofMillis(hard), Duration.ofMillis(grace), Optional.empty());
    }
}
