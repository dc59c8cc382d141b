package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RetryPolicy;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are tried again. */
@Tag("process")
@ExtendWith(NoResidue.class)
class RetryTest {
    /** Hangs the first time, and never again. */
    private static final String HANGS_ONCE = "if mkdir \"$1\"; then exec sleep 1000; fi; echo done";

    private static final RetryPolicy AT_ONCE = RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO);
    private static final RetryPolicy NEXT_YEAR =
            RetryPolicy.attempts(3).andAfterFailure().pausing(Duration.ofDays(365), Duration.ofDays(365));

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder()
            .discoverClassifiers(false)
            .classifier(WrongClassifiersTest.classifier(
                    "always-network", stall -> Optional.of(Verdict.of(RootCause.NETWORK, 0.9))))
            .listener(listener)
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    private Command hangsOnce() {
        return sh(HANGS_ONCE, directory.resolve("been here")).idleTimeout(Duration.ofMillis(300));
    }

    @Test
    void aStallOfAPassingCauseIsTriedAgainAsTheSameRun() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        RunResult result = watchdog.run(hangsOnce().retry(AT_ONCE).onStdoutLine(lines::add));

        assertThat(result.succeeded()).isTrue();
        assertThat(result.attempt()).isEqualTo(2);
        assertThat(result.earlier()).singleElement().satisfies(first -> {
            assertThat(first.stalled()).isTrue();
            assertThat(first.attempt()).isEqualTo(1);
            assertThat(first.runId()).isEqualTo(result.runId());
            assertThat(first.diagnosis().rootCause()).isEqualTo(RootCause.NETWORK);
        });
        assertThat(lines).containsExactly("done");
        watchdog.close();
        assertThat(listener.kinds(result.runId()))
                .containsExactly("Started", "Stalled", "Stopped", "Started", "Exited");
        assertThat(listener.heard()).extracting(event -> event.run().attempt()).containsExactly(1, 1, 1, 2, 2);
    }

    @Test
    void aStallOfAnotherCauseIsNot() throws InterruptedException {
        RunResult result = watchdog.run(hangsOnce().retry(AT_ONCE.onCauses(Set.of(RootCause.LOCK))));

        assertThat(result.stalled()).isTrue();
        assertThat(result.attempt()).isEqualTo(1);
        assertThat(result.earlier()).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainWhereThatIsAskedForAndTheLastOneHolds() throws InterruptedException {
        assertThat(watchdog.run(sh("exit 3").retry(AT_ONCE)).attempt()).isEqualTo(1);

        RunResult result = watchdog.run(sh("exit 3").retry(AT_ONCE.andAfterFailure()));

        assertThat(result.exitCode()).hasValue(3);
        assertThat(result.attempt()).isEqualTo(3);
        assertThat(result.earlier()).extracting(RunResult::attempt).containsExactly(1, 2);
    }

    @Test
    void aCancelInAPauseEndsItWithTheLastResult() {
        Run run = pausing();

        run.cancel();

        assertThat(Sh.end(run).exitCode()).hasValue(3);
        assertThat(Sh.end(run).earlier()).isEmpty();
    }

    @Test
    void aCloseInAPauseEndsItWithTheLastResult() {
        Run run = pausing();

        watchdog.close();

        assertThat(Sh.end(run).exitCode()).hasValue(3);
    }

    @Test
    void anInterruptInAPauseEndsIt() throws Exception {
        Run run = pausing();
        Thread.currentThread().interrupt();

        assertThatThrownBy(run::await).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Sh.end(run).exitCode()).hasValue(3);
    }

    @Test
    void aCancelledAttemptIsTheLast() {
        Run run = watchdog.start(sh("exec sleep 1000").retry(AT_ONCE.andAfterFailure()));
        listener.await(RunEvent.Started.class);

        run.cancel();

        assertThat(Sh.end(run).termination()).isInstanceOf(Termination.Stopped.class);
        assertThat(listener.heard(RunEvent.Started.class)).hasSize(1);
    }

    private Run pausing() {
        Run run = watchdog.start(sh("exit 3").retry(NEXT_YEAR));
        listener.await(RunEvent.Exited.class);
        await().atMost(Sh.PATIENCE).until(() -> watchdog.active() == 0);
        assertThat(run.result().toCompletableFuture()).isNotDone();
        return run;
    }
}
