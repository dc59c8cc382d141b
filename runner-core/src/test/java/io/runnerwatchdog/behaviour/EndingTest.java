package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that the host ends: by cancelling, by interrupting who waits, by closing. */
@Tag("process")
@ExtendWith(NoResidue.class)
class EndingTest {
    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder().listener(listener).build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void cancelled() {
        Run run = watchdog.start(sleeping());

        run.cancel();
        run.cancel();

        RunResult result = Sh.end(run);
        assertThat(reason(result)).isEqualTo(StopReason.CANCELLED);
        assertThat(result.stalled()).isFalse();
        watchdog.close();
        assertThat(listener.kinds(run.id())).containsExactly("Started", "Stopped");
    }

    @Test
    void cancellingARunThatHasEndedChangesNothing() throws InterruptedException {
        Run run = watchdog.start(sh("exit 3"));
        RunResult result = run.await();

        run.cancel();

        assertThat(Sh.end(run)).isSameAs(result);
        assertThat(result.exitCode()).hasValue(3);
    }

    @Test
    void cancelledFromManyThreadsAtOnceWhileItEnds() {
        for (int i = 0; i < 30; i++) {
            Run run = watchdog.start(sh(":"));
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                all.add(CompletableFuture.runAsync(run::cancel));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            RunResult result = Sh.end(run);
            assertThat(result.termination()).isInstanceOfAny(Termination.Exited.class, Termination.Stopped.class);
        }
    }

    @Test
    void anInterruptWhileRunningStopsTheTreeFirst() throws InterruptedException {
        Path ready = directory.resolve("ready");
        assertInterruptStops(ready, () -> watchdog.run(sh(": > \"$1\"; exec sleep 1000", ready)));
    }

    @Test
    void anInterruptWhileAwaitingStopsTheTreeFirst() throws InterruptedException {
        Path ready = directory.resolve("ready");
        assertInterruptStops(
                ready,
                () -> watchdog.start(sh(": > \"$1\"; exec sleep 1000", ready)).await());
    }

    private interface Waiting {
        RunResult begin() throws InterruptedException;
    }

    private void assertInterruptStops(Path ready, Waiting waiting) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean status = new AtomicBoolean();
        AtomicBoolean alive = new AtomicBoolean(true);
        Thread host = new Thread(() -> {
            try {
                waiting.begin();
            } catch (InterruptedException interrupted) {
                thrown.set(interrupted);
                status.set(Thread.currentThread().isInterrupted());
                alive.set(
                        lives(listener.await(RunEvent.Started.class).run().pid().orElseThrow()));
            }
        });
        host.start();
        awaitFile(ready);

        host.interrupt();
        host.join(Sh.PATIENCE.toMillis());

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(status).as("interrupt status").isTrue();
        assertThat(alive).as("the process lives when the exception comes").isFalse();
        assertThat(listener.await(RunEvent.Stopped.class).reason()).isEqualTo(StopReason.INTERRUPTED);
    }

    @Test
    void aThreadThatIsInterruptedAlreadyStartsNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> watchdog.run(sleeping())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(listener.heard()).isEmpty();
    }

    @Test
    void waitingForAWhileDoesNotStopIt() throws InterruptedException {
        Run run = watchdog.start(sleeping());

        assertThat(run.await(Duration.ofMillis(20))).isEmpty();
        assertThat(lives(run.pid().orElseThrow())).isTrue();

        run.cancel();
        Sh.end(run);
    }

    @Test
    void closingStopsAllAndNothingStartsAfterwards() {
        List<Run> runs = List.of(watchdog.start(sleeping()), watchdog.start(sleeping()), watchdog.start(sleeping()));
        assertThat(watchdog.active()).isEqualTo(3);

        watchdog.close();

        for (Run run : runs) {
            assertThat(lives(run.pid().orElseThrow())).isFalse();
            assertThat(reason(Sh.end(run))).isEqualTo(StopReason.CLOSED);
            assertThat(listener.kinds(run.id())).containsExactly("Started", "Stopped");
        }
        assertThat(watchdog.active()).isZero();
        assertThatThrownBy(() -> watchdog.start(sleeping()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("this watchdog is closed; ");
        watchdog.close();
    }

    @Test
    void closingWhileOthersStartLeavesNothing() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(8);
        List<Run> all = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> starters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starters.add(CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        all.add(watchdog.start(sleeping()));
                        begun.countDown();
                    }
                } catch (IllegalStateException closed) {
                    assertThat(closed).hasMessageStartingWith("this watchdog is closed; ");
                }
            }));
        }
        begun.await();

        watchdog.close();

        CompletableFuture.allOf(starters.toArray(CompletableFuture[]::new)).join();
        assertThat(NoResidue.processes()).isEmpty();
        for (Run run : all) {
            RunResult result = Sh.end(run);
            if (result.termination() instanceof Termination.NotStarted withdrawn) {
                // The closing came between its order and its turn: no process was there to be stopped.
                assertThat(withdrawn.failure()).isEqualTo(StartFailure.WITHDRAWN);
                assertThat(run.pid()).isEmpty();
            } else {
                assertThat(reason(result)).isEqualTo(StopReason.CLOSED);
                assertThat(listener.kinds(run.id())).containsExactly("Started", "Stopped");
            }
        }
    }

    @Test
    void aStageOfTheHostThatBlocksDoesNotHoldUpTheClosing() {
        CountDownLatch never = new CountDownLatch(1);
        // Hung on before the end comes, so that it is the watchdog's thread that meets it.
        Run run = watchdog.start(sleeping());
        CompletableFuture<Void> blocked = run.result()
                .thenAccept(result -> {
                    try {
                        never.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                })
                .toCompletableFuture();
        run.cancel();
        Sh.end(run);

        watchdog.close();

        never.countDown();
        blocked.join();
    }

    private static Command sleeping() {
        return Command.of("sleep", "1000");
    }

    private static StopReason reason(RunResult result) {
        return ((Termination.Stopped) result.termination()).reason();
    }
}
