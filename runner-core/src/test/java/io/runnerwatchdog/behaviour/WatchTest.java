package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that the host has started itself. */
@Tag("process")
@ExtendWith(NoResidue.class)
class WatchTest {
    private static final String TELL_PID = "echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\"; ";

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMillis(600))
            .hardTimeout(Duration.ofMinutes(1))
            .listener(listener)
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aProcessThatDoesNothingIsAStallAndItsTreeGoes() throws Exception {
        Path file = directory.resolve("pid");
        Process process = start("sh -c '" + TELL_PID + "sleep 1000; :' sh \"$1\"; :", file);
        long grandchild = awaitPid(file);

        RunResult result = Sh.end(watchdog.watch(process));

        assertThat(result.stalled()).isTrue();
        assertThat(result.diagnosis().chain().describe())
                .anySatisfy(link -> assertThat(link).contains("sleeps"));
        assertThat(Sh.lives(grandchild)).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(143);
        close(process);
    }

    @Test
    void whatItPrintsIsLeftToTheHost() throws Exception {
        Process process = start("echo for the host; sleep 1000; :", directory);

        RunResult result = Sh.end(watchdog.watch(process));

        assertThat(result.stdout().text()).isEmpty();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("for the host\n");
        close(process);
    }

    @Test
    void aProcessThatWorksIsAliveAndItsCodeIsKept() throws Exception {
        Process process = start("i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done; exit 7", directory);

        RunResult result = Sh.end(watchdog.watch(process));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(7));
        close(process);
    }

    @Test
    void aDescriptionGivesNameTypeAndLimits() throws Exception {
        Process process = start("sleep 1000; :", directory);
        Command described = Command.of("integration", "tests")
                .type("test")
                .environment("ci")
                .idleTimeout(Duration.ofMillis(200));

        RunResult result = Sh.end(watchdog.watch(process, described));

        assertThat(result.diagnosis().summary()).startsWith("integration tests: stalled after 0.2 s");
        RunEvent.Stalled stalled = listener.await(RunEvent.Stalled.class);
        assertThat(stalled.run().commandType()).isEqualTo("test");
        assertThat(stalled.limit()).isEqualTo(Duration.ofMillis(200));
        close(process);
    }

    @Test
    void byItsHandleTheCodeIsNotKnown() throws Exception {
        Path ready = directory.resolve("ready");
        Process process = start("read line; exit 7", ready);
        Run run = watchdog.watch(process.toHandle());

        process.getOutputStream().write('\n');
        process.getOutputStream().flush();

        assertThat(Sh.end(run).termination()).isEqualTo(new Termination.Ended());
        listener.await(RunEvent.Ended.class);
        assertThat(listener.kinds(run.id())).containsExactly("Started", "Ended");
        close(process);
    }

    @Test
    void aProcessThatHasEndedAlreadyIsNoTrouble() throws Exception {
        Process process = start("exit 3", directory);
        process.waitFor();

        assertThat(Sh.end(watchdog.watch(process)).termination()).isEqualTo(new Termination.Exited(3));
        assertThat(Sh.end(watchdog.watch(process.toHandle())).termination()).isEqualTo(new Termination.Ended());
        close(process);
    }

    @Test
    void whoIsInTheGroupOfAWatchedProcessButNotOfItsMakingIsLeftAlone() throws Exception {
        // A shell with job control puts both into one group, which bears the number of the first.
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Process shell = start(
                "set -m; (sh -c '" + TELL_PID + "exec sleep 1000' sh \"$1/first\") | (sh -c '" + TELL_PID
                        + "exec sleep 1001' sh \"$1/second\") & wait",
                directory);
        long watched = awaitPid(first);
        long sibling = awaitPid(second);

        RunResult result = Sh.end(watchdog.watch(ProcessHandle.of(watched).orElseThrow()));

        assertThat(result.stalled()).isTrue();
        assertThat(Sh.lives(watched)).isFalse();
        assertThat(Sh.lives(sibling)).isTrue();
        ProcessHandle.of(sibling).ifPresent(ProcessHandle::destroyForcibly);
        shell.waitFor();
        close(shell);
    }

    @Test
    void theHostDoesNotWatchItselfNorWhatItHangsOn() {
        ProcessHandle self = ProcessHandle.current();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> watchdog.watch(self))
                .withMessageContaining(self.pid() + ", the host");
        self.parent()
                .ifPresent(parent -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> watchdog.watch(parent))
                        .withMessageContaining("an ancestor"));
    }

    @Test
    void closingStopsWhatIsWatched() throws Exception {
        Path ready = directory.resolve("ready");
        Process process = start(": > \"$1\"; sleep 1000; :", ready);
        awaitFile(ready);
        Run run = watchdog.watch(
                process, Command.of("x").idleTimeout(Duration.ofMinutes(1)).hardTimeout(Duration.ofMinutes(2)));

        watchdog.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(Sh.end(run).termination()).isInstanceOf(Termination.Stopped.class);
        close(process);
    }

    private static Process start(String script, Path argument) throws Exception {
        return new ProcessBuilder("sh", "-c", script, "sh", argument.toString()).start();
    }

    private static void close(Process process) throws Exception {
        for (AutoCloseable end :
                List.of(process.getInputStream(), process.getErrorStream(), process.getOutputStream())) {
            end.close();
        }
    }
}
