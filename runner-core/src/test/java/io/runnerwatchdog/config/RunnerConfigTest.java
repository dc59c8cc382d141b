package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerConfigTest {
    private static final String DOCUMENT = """
            {
              "timeouts":      {"idle_ms": 9000, "hard_ms": 40000, "grace_ms": 1000},
              "environments":  {"ci": {"idle_ms": 8000, "hard_ms": 25000}},
              "command_types": {"build": {"idle_ms": 30000, "hard_ms": 300000, "retry_count": 2},
                                "lint":  {"idle_ms": 5000}},
              "metrics":  {"endpoint": "http://127.0.0.1:4001", "enabled": false, "timeout_ms": 5000},
              "logging":  {"evidence_dir": "evidence/runner"},
              "security": {"allowed_commands": ["node", "make"], "blocked_patterns": ["rm -rf"]}
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void withoutAnythingTheBuiltInLimitsHold() {
        assertThat(RunnerConfig.defaults().limitsFor(Command.of("x"), LimitOverrides.NONE))
                .isEqualTo(Limits.DEFAULTS);
    }

    @Test
    void theFirstLevelThatSetsALimitWins() throws ConfigException {
        RunnerConfig config = parse(DOCUMENT);
        Command command = Command.of("make").type("build").environment("ci");

        assertIdle(config, Command.of("make"), 9000);
        assertIdle(config, Command.of("make").type("build"), 30_000);
        assertIdle(config, command, 8000);
        RunnerConfig under = config.withVariables(Map.of("RUNNER_IDLE_MS", "7000"));
        assertIdle(under, command, 7000);
        assertIdle(under, command.idleTimeout(Duration.ofMillis(6000)), 6000);
        assertThat(under.limitsFor(command, LimitOverrides.NONE).hard()).isEqualTo(Duration.ofMillis(25_000));
        assertThat(under.limitsFor(command, LimitOverrides.NONE).grace()).isEqualTo(Duration.ofMillis(1000));
    }

    @Test
    void whatTheHostSetInCodeIsOverTheTimeoutsAndUnderTheRest() throws ConfigException {
        LimitOverrides base = LimitOverrides.NONE.withIdle(Duration.ofMillis(8500));

        assertThat(parse(DOCUMENT).limitsFor(Command.of("make"), base).idle()).isEqualTo(Duration.ofMillis(8500));
        assertThat(parse(DOCUMENT)
                        .limitsFor(Command.of("make").type("lint"), base)
                        .idle())
                .isEqualTo(Duration.ofMillis(5000));
    }

    @Test
    void anIdleLimitFromAnotherLevelThatDoesNotFitIsNeverReached() throws ConfigException {
        Limits limits = parse(DOCUMENT)
                .limitsFor(Command.of("make").type("build").hardTimeout(Duration.ofSeconds(3)), LimitOverrides.NONE);

        assertThat(limits.idle()).isEqualTo(Limits.NEVER);
        assertThat(limits.hard()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aCommandThatContradictsItselfIsRefused() {
        Command command = Command.of("x").idleTimeout(Duration.ofSeconds(5)).hardTimeout(Duration.ofSeconds(5));

        assertThatThrownBy(() -> RunnerConfig.defaults().limitsFor(command, LimitOverrides.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idleTimeout must be < hardTimeout, was PT5S with a hardTimeout of PT5S");
    }

    @Test
    void allElseIsRead() throws ConfigException {
        RunnerConfig config = parse(DOCUMENT);

        assertThat(config.attemptsFor(Command.of("make").type("build"))).isEqualTo(2);
        assertThat(config.attemptsFor(Command.of("make"))).isOne();
        assertThat(config.evidenceDirectory()).contains(Path.of("evidence/runner"));
        assertThat(config.metrics().endpoint().getPort()).isEqualTo(4001);
        assertThat(config.metrics().enabled()).isFalse();
        assertThat(config.environments()).containsExactly("ci");
        assertThat(config.commandTypes()).containsExactly("build", "lint");
    }

    @Test
    void policyLooksAtTheProgramAndTheLine() throws ConfigException {
        RunnerConfig config = parse(DOCUMENT);

        assertThat(config.refusal(Command.of("/usr/bin/make", "all"))).isEmpty();
        assertThat(config.refusal(Command.of("bash", "-c", "A=1 node x.js"))).isEmpty();
        assertThat(config.refusal(Command.of("curl", "x")))
                .contains("\"curl\" is not among the allowed commands node, make");
        assertThat(config.refusal(Command.of("sh", "-lc", "curl x"))).isPresent();
        assertThat(config.refusal(Command.of("make", "x;", "rm -rf /")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
        assertThat(RunnerConfig.defaults().refusal(Command.of("rm", "-rf", "/")))
                .isEmpty();
    }

    @Test
    void aFileIsReadAsUtf8WithOrWithoutItsMark() throws Exception {
        Path file = Files.writeString(directory.resolve("runner.json"), "\uFEFF{\"logging\":{\"evidence_dir\":\"é\"}}");

        assertThat(RunnerConfig.load(file).evidenceDirectory()).contains(Path.of("é"));
    }

    @Test
    void aFileThatIsNotThereIsNoConfiguration() {
        assertThatThrownBy(() -> RunnerConfig.load(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> RunnerConfig.load(directory)).isInstanceOf(IOException.class);
    }

    private static void assertIdle(RunnerConfig config, Command command, long millis) {
        assertThat(config.limitsFor(command, LimitOverrides.NONE).idle()).isEqualTo(Duration.ofMillis(millis));
    }

    private static RunnerConfig parse(String json) throws ConfigException {
        return RunnerConfig.parse(json, "runner.json");
    }
}
