package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Faults that were found and mended, each shown as it was found. */
@Tag("process")
@ExtendWith(NoResidue.class)
class MendedFaultsTest {
    @TempDir
    private Path directory;

    @Test
    @Tag("failure-14")
    void closingARunWithAHugeGracePeriodStopsIt() {
        Watchdog watchdog = Watchdog.builder().build();
        Run run = watchdog.start(sh("exec sleep 100").gracePeriod(Limits.NEVER));

        watchdog.close();

        assertThat(Sh.end(run).stop().forced()).isFalse();
    }

    @Test
    @Tag("failure-8")
    void aHugePatienceIsNoHindrance() throws InterruptedException {
        StopPolicy patient =
                new StopPolicy(Duration.ofSeconds(1), Duration.ofSeconds(Long.MAX_VALUE), StopPolicy.Leftovers.STOP);
        Watchdog watchdog = Watchdog.builder().stopPolicy(patient).build();
        Run run = watchdog.start(sh("exec sleep 100"));

        run.cancel();

        assertThat(run.await(Sh.PATIENCE)).isPresent();
        watchdog.close();
    }

    @Test
    @Tag("failure-14")
    void whatARunHasLeftIsStoppedHoweverLongTheGracePeriodIs() throws InterruptedException {
        Watchdog watchdog =
                Watchdog.builder().stopPolicy(StopPolicy.graceful(Limits.NEVER)).build();
        RunResult result = watchdog.run(sh("sleep 100 >/dev/null 2>&1 & exit 0"));

        watchdog.close();

        assertThat(result.succeeded()).isTrue();
        assertThat(NoResidue.processes()).isEmpty();
    }

    @Test
    @Tag("failure-23")
    void aGivenProcessThatItsParentDoesNotCollectHasEnded() throws Exception {
        Path file = directory.resolve("pid");
        Path go = directory.resolve("go");
        Process parent = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sh -c 'echo $$ > \"$1\"; while [ ! -e \"$2\" ]; do sleep 0.01; done' sh \"$1\" \"$2\" & exec sleep 100",
                        "sh",
                        file.toString(),
                        go.toString())
                .inheritIO()
                .start();
        try (Watchdog watchdog = Watchdog.builder().build()) {
            Run run = watchdog.watch(
                    ProcessHandle.of(awaitPid(file)).orElseThrow(),
                    Command.of("given").idleTimeout(Duration.ofSeconds(8)).hardTimeout(Duration.ofSeconds(20)));
            Files.createFile(go);

            assertThat(Sh.end(run).termination()).isEqualTo(new Termination.Ended());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    @Tag("failure-26")
    void aStopDoesNotQueueUpBehindStallsWhoseDiagnosisHangs() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(8);
        CountDownLatch never = new CountDownLatch(1);
        Watchdog watchdog = Watchdog.builder()
                .discoverClassifiers(false)
                .classifier(new RootCauseClassifier() {
                    @Override
                    public String id() {
                        return "hangs";
                    }

                    @Override
                    public Optional<Verdict> classify(StallContext stall) {
                        asked.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException closing) {
                            Thread.currentThread().interrupt();
                        }
                        return Optional.empty();
                    }
                })
                .build();
        Run run = watchdog.start(sh("exec sleep 100"));
        List<Run> stalling = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stalling.add(watchdog.start(sh("exec sleep 100").idleTimeout(Duration.ofMillis(300))));
        }
        asked.await();

        run.cancel();
        Sh.end(run);

        // They wait for the classifier, one or two seconds each; the one that was cancelled did not wait for them.
        assertThat(stalling)
                .anySatisfy(
                        each -> assertThat(each.result().toCompletableFuture()).isNotDone());
        watchdog.close();
    }

    @Test
    @Tag("failure-4")
    void afterALeakedPipeTheThreadThatReadsGoesToo() throws InterruptedException {
        try (Watchdog watchdog = Watchdog.builder().build()) {
            for (int i = 0; i < 3; i++) {
                watchdog.run(sh("sleep 100 & exit 0"));
            }

            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .extracting(Thread::getName)
                            .noneMatch(name -> name.startsWith("runner-watchdog-output")));
        }
    }
}
