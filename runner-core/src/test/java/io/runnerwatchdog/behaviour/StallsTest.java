package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that reach a limit, and runs that must not. */
@Tag("process")
@ExtendWith(NoResidue.class)
class StallsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(SHORT)
            .hardTimeout(LONG)
            .listener(listener)
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void silenceIsAStall() throws InterruptedException {
        RunResult result = watchdog.run(sh("echo before; exec sleep 1000"));

        assertThat(result.termination())
                .isEqualTo(new Termination.Stopped(StopReason.IDLE_TIMEOUT, OptionalInt.of(143)));
        assertThat(result.stalled()).isTrue();
        assertThat(result.stdout().text()).isEqualTo("before\n");
        assertThat(result.diagnosis().summary()).startsWith("sh: stalled after 0.4 s without output");
        RunEvent.Stalled stalled = listener.await(RunEvent.Stalled.class);
        assertThat(stalled.kind()).isEqualTo(StallKind.IDLE);
        assertThat(stalled.limit()).isEqualTo(SHORT);
        assertThat(stalled.silentFor()).isGreaterThanOrEqualTo(SHORT);
        assertThat(stalled.stdout().text()).isEqualTo("before\n");
        listener.await(RunEvent.Stopped.class);
        assertThat(listener.kinds(result.runId())).containsExactly("Started", "Stalled", "Stopped");
    }

    @Test
    void eachLineBeginsTheSilenceAnew() throws InterruptedException {
        // Talks for four times the idle limit, pausing for a quarter of it each time.
        RunResult result =
                watchdog.run(sh("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do echo $i; sleep 0.1; done"));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(0));
        assertThat(listener.heard(RunEvent.Stalled.class)).isEmpty();
    }

    @Test
    void standardErrorIsASignOfLifeToo() throws InterruptedException {
        RunResult result = watchdog.run(sh("for i in 1 2 3 4 5 6 7 8; do echo $i >&2; sleep 0.1; done"));

        assertThat(result.termination()).isEqualTo(new Termination.Exited(0));
    }

    @Test
    void theHardLimitHoldsWhateverIsPrinted() throws InterruptedException {
        RunResult result =
                watchdog.run(sh("while :; do echo still; sleep 0.05; done").hardTimeout(Duration.ofMillis(900)));

        assertThat(result.termination())
                .isInstanceOfSatisfying(
                        Termination.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.HARD_TIMEOUT));
        assertThat(listener.await(RunEvent.Stalled.class).kind()).isEqualTo(StallKind.HARD);
        assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void anExitCodeThatADyingProcessChoosesDoesNotUndoTheDecision() throws InterruptedException {
        RunResult result = watchdog.run(sh("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done")
                .idleTimeout(SHORT));

        assertThat(result.termination()).isEqualTo(new Termination.Stopped(StopReason.IDLE_TIMEOUT, OptionalInt.of(0)));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.stdout().text()).as("what it said while it died").isEqualTo("ready\nbye\n");
    }

    @Test
    void theWarnMarkIsToldOnceAndStopsNothing() throws InterruptedException {
        RunResult result =
                watchdog.run(sh("sleep 0.3").warnAfter(Duration.ofMillis(50)).idleTimeout(Duration.ofMinutes(1)));

        assertThat(result.succeeded()).isTrue();
        watchdog.close();
        assertThat(listener.kinds(result.runId())).containsExactly("Started", "Slow", "Exited");
        assertThat(listener.await(RunEvent.Slow.class).after()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void anExitAtTheVeryLimitIsDecidedOnce() {
        // Each process ends when its limit does, so both ends race; whichever wins, all that is told must agree.
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int micros = 190_000 + 1_000 * (i % 30);
            runs.add(watchdog.start(sh("exec sleep 0.$1", micros).idleTimeout(Duration.ofMillis(205))));
        }
        for (Run run : runs) {
            RunResult result = Sh.end(run);
            boolean stopped = result.termination() instanceof Termination.Stopped;
            if (!stopped) {
                assertThat(result.termination()).isEqualTo(new Termination.Exited(0));
            }
        }
        watchdog.close();
        for (Run run : runs) {
            boolean stopped = Sh.end(run).termination() instanceof Termination.Stopped;
            assertThat(listener.kinds(run.id()))
                    .containsExactlyElementsOf(
                            stopped ? List.of("Started", "Stalled", "Stopped") : List.of("Started", "Exited"));
        }
    }

    @Test
    void busyAndSilentIsAliveByProgress() throws InterruptedException {
        RunResult result = watchdog.run(sh("while :; do :; done")
                .idleTimeout(Duration.ofMillis(300))
                .hardTimeout(Duration.ofMillis(1500))
                .liveness(Liveness.PROGRESS));

        assertThat(listener.await(RunEvent.Stalled.class).kind())
                .as("it works, so only the hard limit may end it")
                .isEqualTo(StallKind.HARD);
        assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void busyAndSilentIsAStallByOutput() throws InterruptedException {
        watchdog.run(sh("while :; do :; done").idleTimeout(Duration.ofMillis(300)));

        assertThat(listener.await(RunEvent.Stalled.class).kind()).isEqualTo(StallKind.IDLE);
    }

    @Test
    void asleepAndSilentIsAStallByProgressToo() throws InterruptedException {
        watchdog.run(sh("exec sleep 1000").liveness(Liveness.PROGRESS));

        assertThat(listener.await(RunEvent.Stalled.class).kind()).isEqualTo(StallKind.IDLE);
    }

    @Test
    void whereTheOutputIsNotSeenProgressCounts() throws InterruptedException {
        Path done = directory.resolve("done");
        RunResult result =
                watchdog.run(sh("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; : > \"$1\"; exec sleep 1000", done)
                        .idleTimeout(Duration.ofMillis(200))
                        .output(OutputMode.INHERIT));

        assertThat(Files.exists(done))
                .as("it was left to work until it was done")
                .isTrue();
        assertThat(result.stalled()).isTrue();
    }
}
