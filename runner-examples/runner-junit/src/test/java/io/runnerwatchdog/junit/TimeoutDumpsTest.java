package io.runnerwatchdog.junit;

import static io.runnerwatchdog.junit.Played.play;
import static io.runnerwatchdog.junit.Played.playAtTheSameTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What is said of the children of tests that are out of time, and what becomes of them. */
@Tag("process")
class TimeoutDumpsTest {
    /** The children that samples have started. */
    private static final List<Process> CHILDREN = new CopyOnWriteArrayList<>();

    @TempDir
    private Path files;

    @AfterEach
    void killWhatIsLeft() throws InterruptedException {
        for (Process child : CHILDREN) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
            child.waitFor();
        }
        CHILDREN.clear();
    }

    private static Process child(String... argv) {
        try {
            Process child = new ProcessBuilder(argv).start();
            CHILDREN.add(child);
            return child;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static Throwable dumpOf(Throwable failure) {
        List<Throwable> dumps = Arrays.stream(failure.getSuppressed())
                .filter(HangDump.class::isInstance)
                .toList();
        assertThat(dumps).hasSize(1);
        return dumps.get(0);
    }

    @ExtendWith(TimeoutDumps.class)
    static class WaitsForAChild {
        @Sample
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void waits() throws InterruptedException {
            child("sh", "-c", "sleep 1000; :").waitFor();
        }
    }

    @Test
    void aTimeoutIsToldWhatTheChildWaitsForAndWhereTheTestHangs() {
        Played played = play(WaitsForAChild.class, files);

        assertThat(played.failure()).isInstanceOf(TimeoutException.class);
        Throwable dump = dumpOf(played.failure());
        long pid = CHILDREN.get(0).pid();
        assertThat(dump)
                .hasMessageContaining("child " + pid + ": ")
                .hasMessageContaining("  root cause: child_hang")
                .hasMessageContaining("sh[" + pid + "] waits for sleep[");
        assertThat(dump.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("waitFor", "waits");
        assertThat(played.file(HangDump.FILE_NAME)).contains(dump.getMessage(), "WaitsForAChild.waits(");
        assertThat(CHILDREN).allMatch(Process::isAlive);
    }

    static class ReadsWhatAChildPrints {
        @RegisterExtension
        static final TimeoutDumps DUMPS = new TimeoutDumps().stopChildren(true);

        @Sample
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void reads() throws IOException {
            child("sh", "-c", "sleep 1000; :").getInputStream().readAllBytes();
        }
    }

    /** No interrupt ends such a test: without the stop this would not come back. */
    @Test
    void aTestThatReadsWhatAChildPrintsIsFreedByTheStopOfItsChildren() throws InterruptedException {
        Process older = child("sleep", "1000");
        try (Watchdog another = Watchdog.builder().build()) {
            another.run(Command.of("true"));
            ProcessHandle guardian = Awaitility.await()
                    .until(TimeoutDumpsTest::guardian, Optional::isPresent)
                    .orElseThrow();

            Played played = play(ReadsWhatAChildPrints.class, files);

            assertThat(played.failure()).isInstanceOf(TimeoutException.class);
            assertThat(dumpOf(played.failure()))
                    .hasMessageContaining("child " + older.pid() + " (it was there before the test): ")
                    .hasMessageContaining("stopped: sh[" + CHILDREN.get(1).pid() + "]")
                    .hasMessageContaining("stopped: sleep[")
                    .message()
                    .doesNotContain("child " + guardian.pid());
            assertThat(CHILDREN.get(1).isAlive()).isFalse();
            assertThat(older.isAlive()).isTrue();
            assertThat(guardian.isAlive()).isTrue();
        }
    }

    private static Optional<ProcessHandle> guardian() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(Children.GUARDIAN))
                .findFirst();
    }

    @Test
    void whereTestsMayRunAtTheSameTimeNothingIsStopped() {
        Played played = playAtTheSameTime(WaitsForAChildThatWouldBeStopped.class, files);

        assertThat(dumpOf(played.failure())).hasMessageContaining("none was stopped: tests may run at the same time");
        assertThat(CHILDREN).hasSize(1).allMatch(Process::isAlive);
    }

    static class WaitsForAChildThatWouldBeStopped {
        @RegisterExtension
        final TimeoutDumps dumps = new TimeoutDumps().stopChildren(true);

        @Sample
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void waits() throws InterruptedException {
            child("sleep", "1000").waitFor();
        }
    }

    @ExtendWith(TimeoutDumps.class)
    static class AssertsThatItEnds {
        @Sample
        void waits() {
            assertTimeoutPreemptively(
                    Duration.ofMillis(300), () -> child("sleep", "1000").waitFor());
        }
    }

    @Test
    void anAssertionOfTimeIsToldToo() {
        Throwable failure = play(AssertsThatItEnds.class, files).failure();

        assertThat(failure).isInstanceOf(AssertionFailedError.class);
        assertThat(dumpOf(failure))
                .hasMessageContaining("child " + CHILDREN.get(0).pid() + ": ")
                .extracting(dump -> Arrays.toString(dump.getStackTrace()))
                .asString()
                .contains("waitFor");
    }

    @ExtendWith(TimeoutDumps.class)
    static class HangsBeforeItBegins {
        @BeforeEach
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void prepare() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Sample
        void neverBegins() {}
    }

    @Test
    void aMethodBeforeTheTestIsLookedAtAsWellAndSoIsOneWithoutChildren() {
        Throwable dump = dumpOf(play(HangsBeforeItBegins.class, files).failure());

        assertThat(dump).hasMessageContaining("no process that this JVM has started was there");
        assertThat(dump.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("await", "prepare");
    }

    @ExtendWith(TimeoutDumps.class)
    static class EndsWhileItIsLookedAt {
        @Sample
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS)
        void ends() throws IOException {
            Process child = child("sleep", "0.4");
            child.getInputStream().readAllBytes();
        }
    }

    @Test
    void theInterruptOfATestThatEndsWhileItIsLookedAtDoesNotHitTheNext() {
        Throwable failure = play(EndsWhileItIsLookedAt.class, files).failure();

        assertThat(failure).isInstanceOf(TimeoutException.class);
        dumpOf(failure);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ExtendWith(TimeoutDumps.class)
    static class FailsInTime {
        @Sample
        @Timeout(60)
        void fails() {
            child("sleep", "1000");
            throw new IllegalStateException("its own failure");
        }
    }

    @Test
    void aTestThatFailsInTimeIsToldNothing() {
        Played played = play(FailsInTime.class, files);

        assertThat(played.failure()).hasMessage("its own failure").hasNoSuppressedExceptions();
        assertThat(played.published()).isZero();
    }
}
