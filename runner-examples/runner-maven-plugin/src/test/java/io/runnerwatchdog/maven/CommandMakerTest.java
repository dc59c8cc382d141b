package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What stands in a pom becomes a command, or is refused with what was found and what is expected. */
class CommandMakerTest {
    private static CommandMaker program() throws WrongParameterException {
        return CommandMaker.of(Optional.of("make"), List.of("-k", "all"), Optional.empty());
    }

    @Test
    void aProgramAndItsArgumentsGoToNoShell() throws Exception {
        Command command = CommandMaker.of(Optional.of("echo"), List.of("$HOME", "a b"), Optional.empty())
                .make();

        assertThat(command.argv()).containsExactly("echo", "$HOME", "a b");
    }

    @Test
    void aLineGoesToTheShellAsAWhole() throws Exception {
        Command command = CommandMaker.of(Optional.empty(), List.of(), Optional.of("cd src && make"))
                .make();

        assertThat(command.argv()).containsExactly("sh", "-c", "cd src && make");
    }

    @Test
    void anEmptyElementIsAnEmptyArgumentAndAnEmptyVariable() throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put("EMPTY", null);
        Command command = CommandMaker.of(Optional.of("echo"), Arrays.asList("a", null), Optional.empty())
                .variables(variables)
                .make();

        assertThat(command.argv()).containsExactly("echo", "a", "");
        assertThat(command.variables()).containsExactly(Map.entry("EMPTY", Optional.of("")));
    }

    @Test
    void allThatIsSaidIsInTheCommand() throws Exception {
        Command command = program()
                .in(Path.of("/src"))
                .variables(Map.of("STAGE", "canary"))
                .kind(Optional.of("deploy"), Optional.of("ci"))
                .limits(Optional.of(2000L), Optional.of(9000L), Optional.of(0L))
                .liveness(Optional.of("progress"))
                .attempts(Optional.of(3))
                .make();

        assertThat(command.argv()).containsExactly("make", "-k", "all");
        assertThat(command.directory()).contains(Path.of("/src"));
        assertThat(command.variables()).containsExactly(Map.entry("STAGE", Optional.of("canary")));
        assertThat(command.type()).isEqualTo("deploy");
        assertThat(command.environment()).isEqualTo("ci");
        assertThat(command.limits())
                .isEqualTo(LimitOverrides.NONE
                        .withIdle(Duration.ofSeconds(2))
                        .withHard(Duration.ofSeconds(9))
                        .withGrace(Duration.ZERO));
        assertThat(command.liveness()).isEqualTo(Liveness.PROGRESS);
        assertThat(command.retry()).contains(RetryPolicy.attempts(3));
    }

    @Test
    void whatIsNotSaidIsLeftToTheConfiguration() throws Exception {
        Command command = program()
                .kind(Optional.empty(), Optional.empty())
                .limits(Optional.empty(), Optional.empty(), Optional.empty())
                .liveness(Optional.empty())
                .attempts(Optional.empty())
                .make();

        assertThat(command.limits()).isEqualTo(LimitOverrides.NONE);
        assertThat(command.retry()).isEmpty();
        assertThat(command.type()).isEqualTo(Command.DEFAULT_NAME);
        assertThat(command.liveness()).isEqualTo(Liveness.OUTPUT);
    }

    @Test
    void thereIsOneProgramOrOneLine() {
        assertRefused(
                () -> CommandMaker.of(Optional.empty(), List.of(), Optional.empty()),
                "parameter executable (property runner.executable) of runner:exec: found \"\", expected a program");
        assertRefused(
                () -> CommandMaker.of(Optional.empty(), List.of(), Optional.of("  ")),
                "parameter commandLine (property runner.commandLine) of runner:exec: found \"  \", expected a program");
        assertRefused(
                () -> CommandMaker.of(Optional.of("make"), List.of(), Optional.of("make")),
                "found \"make\", expected either");
        assertRefused(
                () -> CommandMaker.of(Optional.empty(), List.of("-k"), Optional.of("make")),
                "parameter arguments (property runner.arguments) of runner:exec: found [-k], expected none");
    }

    @Test
    void limitsArePositiveAndTheIdleOneIsTheShorter() {
        assertRefused(
                () -> program().limits(Optional.of(0L), Optional.empty(), Optional.empty()),
                "runner.idleMs) of runner:exec: found 0, expected milliseconds, at least 1");
        assertRefused(
                () -> program().limits(Optional.empty(), Optional.of(-5L), Optional.empty()),
                "runner.hardMs) of runner:exec: found -5, expected milliseconds, at least 1");
        assertRefused(
                () -> program().limits(Optional.empty(), Optional.empty(), Optional.of(-1L)),
                "runner.graceMs) of runner:exec: found -1, expected milliseconds, at least 0");
        assertRefused(
                () -> program().limits(Optional.of(7L), Optional.of(7L), Optional.empty()),
                "runner.idleMs) of runner:exec: found 7, expected less than hardMs, which is 7");
    }

    @Test
    void wrongNamesWordsAndNumbersAreNamed() {
        assertRefused(
                () -> program().kind(Optional.of("a/b"), Optional.empty()),
                "runner.commandType) of runner:exec: found \"a/b\"");
        assertRefused(
                () -> program().kind(Optional.empty(), Optional.of("")),
                "runner.environment) of runner:exec: found \"\"");
        assertRefused(
                () -> program().liveness(Optional.of("alive")),
                "runner.liveness) of runner:exec: found \"alive\", expected output or progress");
        assertRefused(
                () -> program().attempts(Optional.of(0)),
                "runner.attempts) of runner:exec: found 0, expected 1 to 100");
        assertRefused(
                () -> program().variables(Map.of("A=B", "")),
                "runner.environmentVariables) of runner:exec: found \"A=B\"");
    }

    @Test
    void whatWasFoundCannotSteerATerminal() {
        assertThatThrownBy(() -> program().liveness(Optional.of("\u001b]0;owned\u0007")))
                .isInstanceOf(WrongParameterException.class)
                .hasMessageContaining("found \"?]0;owned?\"");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(WrongParameterException.class).hasMessageContaining(message);
    }
}
