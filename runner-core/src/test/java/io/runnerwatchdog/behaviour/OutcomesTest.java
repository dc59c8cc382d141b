package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunFailedException;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How runs end that no limit ends. */
@Tag("process")
@ExtendWith(NoResidue.class)
class OutcomesTest {
    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder().listener(listener).build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void success() throws InterruptedException {
        RunResult result = watchdog.run(sh("echo out; echo err >&2"));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(0));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.stalled()).isFalse();
        assertThat(result.stdout().text()).isEqualTo("out\n");
        assertThat(result.stderr().text()).isEqualTo("err\n");
        assertThat(result.leakedPipes()).isEmpty();
        assertThat(result.orThrow()).isSameAs(result);
        watchdog.close();
        assertThat(listener.kinds(result.runId())).containsExactly("Started", "Exited");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 77, 124, 125, 126, 127, 128, 255})
    void anExitCodeOfItsOwnIsNeverTakenForAnythingElse(int code) throws InterruptedException {
        RunResult result = watchdog.run(sh("exit $1", code));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(code));
        assertThat(result.succeeded()).isFalse();
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("exited with code " + code);
    }

    @Test
    void aSignalFromElsewhereIsAnExit() throws InterruptedException {
        RunResult result = watchdog.run(sh("kill -9 $$"));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(137));
        assertThat(((Termination.Exited) result.termination()).likelySignal()).hasValue(9);
    }

    @Test
    void commandNotFound() throws InterruptedException {
        assertFails(Command.of("no-such-program-4711"), StartFailure.COMMAND_NOT_FOUND, "no-such-program-4711");
        assertFails(Command.of("/no/such/program"), StartFailure.COMMAND_NOT_FOUND, "/no/such/program");
    }

    @Test
    void notExecutable() throws Exception {
        Path file = Files.writeString(directory.resolve("script"), "#!/bin/sh\necho no\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertFails(Command.of(file.toString()), StartFailure.NOT_EXECUTABLE, file.toString());
    }

    @Test
    void aScriptWhoseInterpreterIsMissingIsThere() throws Exception {
        Path file = Files.writeString(directory.resolve("script"), "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertFails(Command.of(file.toString()), StartFailure.NOT_EXECUTABLE, "its interpreter was not found");
    }

    @Test
    void aDirectoryIsNotExecutable() throws Exception {
        assertFails(Command.of(directory.toString()), StartFailure.NOT_EXECUTABLE, directory.toString());
    }

    @Test
    void noSuchDirectory() throws InterruptedException {
        Path none = directory.resolve("none");

        assertFails(Command.of("true").in(none), StartFailure.NO_SUCH_DIRECTORY, none.toString());
    }

    @Test
    void theDirectoryIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertFails(Command.of("true").in(file), StartFailure.NO_SUCH_DIRECTORY, file.toString());
    }

    @Test
    void argumentListTooLong() throws InterruptedException {
        assertFails(Command.of("true", "x".repeat(3 << 20)), StartFailure.ARGUMENT_LIST_TOO_LONG, "");
    }

    @Test
    void anArgumentWithNul() throws InterruptedException {
        assertFails(Command.of("true", "a\0b"), StartFailure.UNSUPPORTED_ARGUMENT, "");
        assertFails(Command.of("true").variable("A", "a\0b"), StartFailure.UNSUPPORTED_ARGUMENT, "");
    }

    @Test
    void noSuchInput() throws InterruptedException {
        Path none = directory.resolve("none");

        assertFails(Command.of("cat").stdin(Stdin.fromFile(none)), StartFailure.NO_SUCH_INPUT, none.toString());
    }

    @Test
    void variablesReachTheChildAndGoFromIt() throws InterruptedException {
        Command command = sh("echo \"[$A][${HOME-none}]\"").variable("A", "b c").withoutVariable("HOME");

        assertThat(watchdog.run(command).stdout().text()).isEqualTo("[b c][none]\n");
    }

    @Test
    void theWorkingDirectoryIsTheOneAskedFor() throws Exception {
        RunResult result = watchdog.run(Command.of("pwd", "-P").in(directory));

        assertThat(result.stdout().text().strip())
                .isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void aRunIsForgottenWhenItEnds() throws InterruptedException {
        watchdog.run(sh(":"));

        assertThat(watchdog.active()).isZero();
    }

    private void assertFails(Command command, StartFailure failure, String named) throws InterruptedException {
        RunResult result = watchdog.run(command);

        assertThat(result.termination()).isInstanceOfSatisfying(Termination.NotStarted.class, why -> {
            assertThat(why.failure()).isEqualTo(failure);
            assertThat(why.message()).contains(named);
        });
        assertThat(result.pid()).isEmpty();
        assertThat(result.exitCode()).isEmpty();
        RunEvent.NotStarted told = listener.await(RunEvent.NotStarted.class);
        assertThat(told.why().failure()).isEqualTo(failure);
        assertThat(watchdog.start(command).await())
                .extracting(RunResult::succeeded)
                .isEqualTo(false);
    }
}
