package io.runnerwatchdog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static final Command LS = Command.of("ls", "-l");

    @Test
    void aBareCommandHasTheDefaults() {
        assertThat(LS.argv()).containsExactly("ls", "-l");
        assertThat(LS.type()).isEqualTo("default");
        assertThat(LS.environment()).isEqualTo("default");
        assertThat(LS.directory()).isEmpty();
        assertThat(LS.variables()).isEmpty();
        assertThat(LS.limits()).isEqualTo(LimitOverrides.NONE);
        assertThat(LS.liveness()).isEqualTo(Liveness.OUTPUT);
        assertThat(LS.outputMode()).isEqualTo(OutputMode.SEPARATE);
        assertThat(LS.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(LS.stdin()).isEqualTo(Stdin.closed());
        assertThat(LS.sinks()).isEmpty();
    }

    @Test
    void aCommandNeedsAProgram() {
        assertRefused(Command::of, "argv must name a program, was []");
        assertRefused(() -> Command.of(List.of()), "argv must name a program, was []");
        assertRefused(() -> Command.of("", "x"), "argv must name a program, was [, x]");
    }

    @Test
    void anArgumentMayBeEmptyOrHoldAnything() {
        assertThat(Command.of("x", "", "a b", "\n", "$(rm)").argv()).containsExactly("x", "", "a b", "\n", "$(rm)");
    }

    @Test
    void theListThatWasGivenMayChangeAfterwards() {
        List<String> argv = new ArrayList<>(List.of("ls"));
        Command command = Command.of(argv);

        argv.add("-R");

        assertThat(command.argv()).containsExactly("ls");
    }

    @Test
    void whatItGivesOutCannotBeChanged() {
        Command command = LS.variable("A", "1").onStdoutLine(line -> {});

        assertUnchangeable(() -> command.argv().add("x"));
        assertUnchangeable(() -> command.variables().put("B", Optional.empty()));
        assertUnchangeable(() -> command.sinks().clear());
    }

    @Test
    void eachMethodChangesACopyOnly() {
        LS.type("build")
                .environment("ci")
                .variable("A", "1")
                .idleTimeout(Duration.ofSeconds(1))
                .in(Path.of("x"));

        assertThat(LS.type()).isEqualTo("default");
        assertThat(LS.environment()).isEqualTo("default");
        assertThat(LS.variables()).isEmpty();
        assertThat(LS.limits()).isEqualTo(LimitOverrides.NONE);
        assertThat(LS.directory()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "build",
                "Unit-Test_2.0",
                ".",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void namesOfTheFormAreTaken(String name) {
        assertThat(LS.type(name).type()).isEqualTo(name);
        assertThat(LS.environment(name).environment()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "ci\n",
                "é",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void namesOfAnotherFormAreRefused(String name) {
        assertRefused(() -> LS.type(name), "type must match [A-Za-z0-9._-]{1,64}, was \"" + name + "\"");
        assertRefused(() -> LS.environment(name), "environment must match [A-Za-z0-9._-]{1,64}, was \"" + name + "\"");
    }

    @Test
    void variablesAreSetAndTakenAwayAndTheLastWordHolds() {
        Command command =
                LS.variable("A", "1").withoutVariable("B").variable("A", "2").variable("C", "");

        assertThat(command.variables())
                .containsExactly(
                        entry("A", Optional.of("2")), entry("B", Optional.empty()), entry("C", Optional.of("")));
        assertThat(command.variable("B", "back").variables()).containsEntry("B", Optional.of("back"));
    }

    @Test
    void aVariableNeedsANameThatTheSystemCanHold() {
        assertRefused(() -> LS.variable("", "x"), "variable name must be non-empty and without '=', was \"\"");
        assertRefused(() -> LS.variable("A=B", "x"), "variable name must be non-empty and without '=', was \"A=B\"");
        assertRefused(() -> LS.withoutVariable("="), "variable name must be non-empty and without '=', was \"=\"");
    }

    @Test
    void limitsAreSetOneByOne() {
        Command command = LS.idleTimeout(Duration.ofSeconds(1))
                .hardTimeout(Duration.ofSeconds(2))
                .gracePeriod(Duration.ZERO)
                .warnAfter(Duration.ofSeconds(3));

        assertThat(command.limits())
                .isEqualTo(new LimitOverrides(
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(Duration.ZERO),
                        Optional.of(Duration.ofSeconds(3))));
        assertRefused(() -> LS.idleTimeout(Duration.ZERO), "idleTimeout must be > 0, was PT0S");
        assertRefused(() -> LS.hardTimeout(Duration.ofSeconds(-1)), "hardTimeout must be > 0, was PT-1S");
        assertRefused(() -> LS.gracePeriod(Duration.ofSeconds(-1)), "gracePeriod must be >= 0, was PT-1S");
        assertRefused(() -> LS.warnAfter(Duration.ZERO), "warnAfter must be > 0, was PT0S");
    }

    @Test
    void outputThatIsNotSeenIsNoSignOfLife() {
        assertThat(LS.output(OutputMode.INHERIT).liveness()).isEqualTo(Liveness.PROGRESS);
        assertThat(LS.output(OutputMode.INHERIT).output(OutputMode.SEPARATE).liveness())
                .isEqualTo(Liveness.OUTPUT);
        assertThat(LS.liveness(Liveness.PROGRESS).liveness()).isEqualTo(Liveness.PROGRESS);
    }

    @Test
    void sinksAreAddedInOrderAndLoseWhatTheyCannotTake() {
        Command command = LS.onStdoutLine(line -> {}).onStderrLine(line -> {}).onStdoutBytes(bytes -> {});

        assertThat(command.sinks())
                .extracting(OutputSink::stream)
                .containsExactly(Stream.STDOUT, Stream.STDERR, Stream.STDOUT);
        assertThat(command.sinks()).extracting(OutputSink::whenFull).containsOnly(OutputSink.WhenFull.LOSE);
        assertThat(command.sinks().get(2)).isInstanceOf(OutputSink.OfBytes.class);
    }

    @Test
    void theArgumentsAreShownWhereTheyAreAskedForAndNotByAccident() {
        Command command = Command.of("curl", "-H", "Authorization: s3cret");

        assertThat(command.display()).isEqualTo("curl -H Authorization: s3cret");
        assertThat(command).hasToString("Command[curl, 2 arguments]");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void whatIsMissingIsNamed() {
        assertMissing(() -> LS.type(null), "type");
        assertMissing(() -> LS.environment(null), "environment");
        assertMissing(() -> LS.in(null), "directory");
        assertMissing(() -> LS.variable(null, "x"), "name");
        assertMissing(() -> LS.variable("A", null), "value");
        assertMissing(() -> LS.withoutVariable(null), "name");
        assertMissing(() -> LS.limits(null), "limits");
        assertMissing(() -> LS.idleTimeout(null), "idleTimeout");
        assertMissing(() -> LS.liveness(null), "liveness");
        assertMissing(() -> LS.output(null), "mode");
        assertMissing(() -> LS.charset(null), "charset");
        assertMissing(() -> LS.stdin(null), "stdin");
        assertMissing(() -> LS.sink(null), "sink");
        assertMissing(() -> LS.onStdoutLine(null), "consumer");
    }

    private static void assertMissing(ThrowingCallable call, String name) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }

    private static void assertUnchangeable(ThrowingCallable call) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(call);
    }
}
