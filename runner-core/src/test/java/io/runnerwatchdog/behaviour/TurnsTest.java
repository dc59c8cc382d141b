package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** So many runs at a time; the others wait for their turn. */
@Tag("process")
@ExtendWith(NoResidue.class)
class TurnsTest {
    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog =
            Watchdog.builder().maxConcurrentRuns(1).listener(listener).build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void theyComeInTheOrderInWhichTheyWereAskedFor() throws IOException {
        Path order = directory.resolve("order");
        Run first = watchdog.start(sh("read line < \"$1\"; :", fifo("gate")));
        List<Run> others = IntStream.range(0, 8)
                .mapToObj(i -> watchdog.start(sh("echo $1 >> \"$2\"", i, order)))
                .toList();
        assertThat(others).allSatisfy(run -> assertThat(run.pid()).isEmpty());

        open("gate");

        assertThat(Sh.end(first).queuedFor()).isZero();
        others.forEach(run -> assertThat(Sh.end(run).succeeded()).isTrue());
        assertThat(Files.readAllLines(order)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(Sh.end(others.get(7)).queuedFor())
                .isGreaterThan(Sh.end(others.get(0)).queuedFor());
    }

    @Test
    void waitingIsNotChargedToItsLimits() throws IOException {
        Run first = watchdog.start(sh("read line < \"$1\"; :", fifo("gate")));
        Run second = watchdog.start(sh(":").idleTimeout(Duration.ofMillis(300)).hardTimeout(Duration.ofMillis(400)));
        await().during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5))
                .until(() -> second.pid().isEmpty());

        open("gate");

        assertThat(Sh.end(first).succeeded()).isTrue();
        RunResult result = Sh.end(second);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.queuedFor()).isGreaterThan(Duration.ofMillis(400));
        assertThat(result.duration()).isLessThan(result.queuedFor());
    }

    @Test
    void aRunThatIsCancelledWhileItWaitsNeverBegins() throws IOException {
        Path never = directory.resolve("never");
        Run first = watchdog.start(sh("read line < \"$1\"; :", fifo("gate")));
        Run second = watchdog.start(sh(": > \"$1\"", never));

        second.cancel();

        assertThat(Sh.end(second).termination())
                .isInstanceOfSatisfying(
                        Termination.NotStarted.class,
                        why -> assertThat(why.failure()).isEqualTo(StartFailure.WITHDRAWN));
        open("gate");
        Sh.end(first);
        assertThat(watchdog.start(sh(":")))
                .satisfies(next -> assertThat(Sh.end(next).succeeded()).isTrue());
        assertThat(never).doesNotExist();
        await().untilAsserted(() -> assertThat(listener.kinds(second.id())).containsExactly("NotStarted"));
    }

    @Test
    void closingWithdrawsWhoWaits() throws IOException {
        Run first = watchdog.start(sh("read line < \"$1\"; :", fifo("gate")));
        List<Run> others =
                IntStream.range(0, 5).mapToObj(i -> watchdog.start(sh(":"))).toList();

        watchdog.close();

        assertThat(Sh.end(first).termination()).isInstanceOf(Termination.Stopped.class);
        assertThat(others)
                .allSatisfy(run -> assertThat(Sh.end(run).termination()).isInstanceOf(Termination.NotStarted.class));
    }

    @Test
    void aThreadThatWaitsForItsTurnCanBeInterrupted() throws Exception {
        Run first = watchdog.start(sh("read line < \"$1\"; :", fifo("gate")));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            waiting.countDown();
            try {
                watchdog.run(sh(":"));
            } catch (InterruptedException expected) {
                thrown.set(Thread.currentThread().isInterrupted() ? expected : new AssertionError("status lost"));
            }
        });
        thread.start();
        waiting.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);

        open("gate");
        assertThat(Sh.end(first).succeeded()).isTrue();
        assertThat(watchdog.run(sh(":")).succeeded()).as("its turn is not lost").isTrue();
    }

    @Test
    void whatCannotBeStartedGivesItsTurnBack() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(watchdog.run(Command.of("no-such-program-" + i)).termination())
                    .isInstanceOf(Termination.NotStarted.class);
        }
        assertThat(watchdog.run(sh(":")).succeeded()).isTrue();
    }

    @Test
    void neverMoreThanAllowedAtOnce() {
        try (Watchdog three = Watchdog.builder().maxConcurrentRuns(3).build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                runs.add(three.start(sh("mkdir \"$1/$2\"; ls \"$1\" | wc -l; rmdir \"$1/$2\"", directory, i)));
            }
            for (Run run : runs) {
                assertThat(Integer.parseInt(Sh.end(run).stdout().text().strip()))
                        .isBetween(1, 3);
            }
        }
    }

    @Test
    void noneAtATimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Watchdog.builder().maxConcurrentRuns(0))
                .withMessage("maxConcurrentRuns must be > 0, was 0");
        watchdog.close();
        assertThatThrownBy(() -> watchdog.start(sh(":"))).isInstanceOf(IllegalStateException.class);
    }

    private Path fifo(String name) throws IOException {
        Path fifo = directory.resolve(name);
        try {
            assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                    .isZero();
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
        return fifo;
    }

    private void open(String name) throws IOException {
        Files.writeString(directory.resolve(name), "go\n");
    }
}
