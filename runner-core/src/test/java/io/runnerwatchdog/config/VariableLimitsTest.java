package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableLimitsTest {
    private static final Command PLAIN = Command.of("x");
    private static final String WHOLE = "a whole number of milliseconds from 1 to 31536000000";

    @Test
    void oneVariableSetsOneLimit() throws Exception {
        assertThat(limits(Map.of("RUNNER_IDLE_MS", "7")).idle()).isEqualTo(Duration.ofMillis(7));
        assertThat(limits(Map.of("RUNNER_HARD_MS", "31536000000")).hard()).isEqualTo(Duration.ofDays(365));
        assertThat(limits(Map.of("RUNNER_GRACE_MS", "1")).grace()).isEqualTo(Duration.ofMillis(1));
        assertThat(limits(Map.of("RUNNER_GRACE_MS", "1")).idle()).isEqualTo(Limits.DEFAULTS.idle());
    }

    @Test
    void otherVariablesAreOfNoInterest() throws Exception {
        assertThat(limits(Map.of("PATH", "/bin", "runner_idle_ms", "x", "RUNNER_IDLE", "x")))
                .isEqualTo(Limits.DEFAULTS);
    }

    @Test
    void spaceAroundANumberIsForgiven() throws Exception {
        assertThat(limits(Map.of("RUNNER_IDLE_MS", " 7\n")).idle()).isEqualTo(Duration.ofMillis(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "12s",
                "0x10",
                "007",
                "31536000001",
                "99999999999999999999",
                "٣"
            })
    void whatIsNoPositiveWholeNumberIsRefused(String value) {
        for (String name : new String[] {"RUNNER_IDLE_MS", "RUNNER_HARD_MS", "RUNNER_GRACE_MS"}) {
            assertThat(refusal(Map.of(name, value)))
                    .isEqualTo(name + ": $: found \"" + value + "\", expected " + WHOLE);
        }
    }

    @Test
    void hostileTextIsShownHarmless() {
        assertThat(refusal(Map.of("RUNNER_IDLE_MS", "\u001b[2J" + "9".repeat(100))))
                .isEqualTo("RUNNER_IDLE_MS: $: found \"\\u001b[2J" + "9".repeat(76) + "…\", expected " + WHOLE);
    }

    @Test
    void idleMustBeLessThanHard() {
        assertThat(refusal(Map.of("RUNNER_IDLE_MS", "5", "RUNNER_HARD_MS", "5")))
                .isEqualTo("RUNNER_IDLE_MS: $: found 5, expected less than RUNNER_HARD_MS, which is 5");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(refusal(Map.of("RUNNER_IDLE_MS", "a", "RUNNER_HARD_MS", "b", "RUNNER_GRACE_MS", "c"))
                        .lines())
                .containsExactly(
                        "RUNNER_IDLE_MS: $: found \"a\", expected " + WHOLE,
                        "RUNNER_HARD_MS: $: found \"b\", expected " + WHOLE,
                        "RUNNER_GRACE_MS: $: found \"c\", expected " + WHOLE);
    }

    @Test
    void aVariableAloneMayNotFitTheFileAndTheHardLimitHolds() throws Exception {
        assertThat(limits(Map.of("RUNNER_HARD_MS", "100")).idle()).isEqualTo(Limits.NEVER);
        assertThat(limits(Map.of("RUNNER_IDLE_MS", "45000")).idle()).isEqualTo(Limits.NEVER);
    }

    @Test
    void askingAgainReplacesWhatWasAskedBefore() throws Exception {
        RunnerConfig config = RunnerConfig.defaults().withVariables(Map.of("RUNNER_IDLE_MS", "7"));

        assertThat(config.withVariables(Map.of()).limitsFor(PLAIN, LimitOverrides.NONE))
                .isEqualTo(Limits.DEFAULTS);
        assertThat(config.limitsFor(PLAIN, LimitOverrides.NONE).idle()).isEqualTo(Duration.ofMillis(7));
    }

    private static Limits limits(Map<String, String> variables) throws ConfigException {
        return RunnerConfig.defaults().withVariables(variables).limitsFor(PLAIN, LimitOverrides.NONE);
    }

    private static String refusal(Map<String, String> variables) {
        return catchThrowableOfType(
                        ConfigException.class, () -> RunnerConfig.defaults().withVariables(variables))
                .getMessage();
    }
}
