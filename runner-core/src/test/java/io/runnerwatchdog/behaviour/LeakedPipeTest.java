package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that inherits the output and outlives the run: reported, and never waited for. */
@Tag("process")
@ExtendWith(NoResidue.class)
class LeakedPipeTest {
    /** Far below the limits of the run and the life of the daemon, far above what reading a pipe takes. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMinutes(5))
            .hardTimeout(Duration.ofMinutes(10))
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aSilentDaemonHoldsUpNothingAndIsNamed() throws InterruptedException {
        Path file = directory.resolve("pid");
        RunResult result = watchdog.run(sh("sleep 1000 & echo $! > \"$1\"; echo started", file));

        long daemon = awaitPid(file);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.duration()).isLessThan(SOON);
        assertThat(result.stdout().text()).isEqualTo("started\n");
        assertThat(result.leakedPipes())
                .extracting(leak -> leak.stream())
                .containsExactly(Stream.STDOUT, Stream.STDERR);
        assertThat(result.leakedPipes())
                .allSatisfy(leak -> assertThat(leak.holders())
                        .extracting(ProcessIdentity::pid)
                        .containsExactly(daemon));
        assertThat(lives(daemon)).as("it was not ours to stop yet").isTrue();
    }

    @Test
    void aDaemonThatPrintsForEverIsNotWaitedForEither() throws InterruptedException {
        RunResult result = watchdog.run(sh("while echo noise; do sleep 0.01; done & echo started; exit 4"));

        assertThat(result.exitCode()).hasValue(4);
        assertThat(result.duration()).isLessThan(SOON);
        assertThat(result.leakedPipes()).isNotEmpty();
        assertThat(result.stdout().text()).contains("started\n");
    }

    @Test
    void whoSpeaksAgainSoonAfterTheExitIsStillHeard() throws InterruptedException {
        // Three words, each within the pause that means quiet, after the first process is gone.
        RunResult result = watchdog.run(sh("(for i in 1 2 3; do sleep 0.04; echo $i; done) & exit 0"));

        assertThat(result.stdout().text()).isEqualTo("1\n2\n3\n");
        assertThat(result.leakedPipes()).isEmpty();
    }
}
