package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
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
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users of other tools suffer in the host itself; the tag bears the row of docs/failures.md. */
@Tag("process")
@ExtendWith(NoResidue.class)
class KnownHostFailuresTest {
    /** Far below the limits of any run here, far above what a bounded end takes. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMinutes(5))
            .hardTimeout(Duration.ofMinutes(10))
            .listener(listener)
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    @Tag("failure-11")
    void aListenerMayCallBackWhateverItHears() {
        CompletableFuture<Run> begun = new CompletableFuture<>();
        Watchdog calledBack = Watchdog.builder().build();
        calledBack.listen(event -> {
            if (event instanceof RunEvent.Started && !begun.isDone()) {
                Run second = calledBack.start(sh("exec sleep 1000"));
                second.cancel();
                begun.complete(second);
            }
            if (event instanceof RunEvent.Exited) {
                calledBack.close();
            }
        });

        RunResult result = Sh.end(calledBack.start(sh("exit 3")));
        RunResult second = Sh.end(begun.orTimeout(1, TimeUnit.MINUTES).join());
        calledBack.close();

        assertThat(result.exitCode()).hasValue(3);
        assertThat(second.termination())
                .isInstanceOfSatisfying(
                        Termination.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.CANCELLED));
    }

    @Test
    @Tag("failure-12")
    void whoIsWatchedOnlyAfterItsEndHasEnded() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "exit 3").start();
        process.waitFor();

        assertThat(Sh.end(watchdog.watch(process)).termination()).isEqualTo(new Termination.Exited(3));
        assertThat(Sh.end(watchdog.watch(process.toHandle())).termination()).isEqualTo(new Termination.Ended());

        process.getInputStream().close();
        process.getErrorStream().close();
        process.getOutputStream().close();
    }

    @Test
    @Tag("failure-13")
    void anInterruptIsNeverLostWheneverItComes() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            AtomicBoolean told = new AtomicBoolean();
            Thread host = new Thread(() -> {
                try {
                    begun.countDown();
                    watchdog.run(sh(":"));
                } catch (InterruptedException stopped) {
                    told.set(Thread.currentThread().isInterrupted());
                    return;
                }
                try {
                    // The run was over before the interrupt came, or nearly; then whatever waits next must hear it.
                    never.await();
                } catch (InterruptedException later) {
                    told.set(true);
                }
            });
            host.start();
            begun.await();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200L * i));

            host.interrupt();

            host.join(Sh.PATIENCE.toMillis());
            assertThat(told)
                    .as("interrupted %s times 200 us after the start", i)
                    .isTrue();
        }
        assertThat(NoResidue.processes()).isEmpty();
    }

    @Test
    @Tag("failure-14")
    void aPauseOfTheHostIsNotChargedToItsChildren() throws Exception {
        // The child would be past both of its limits if the time went on in which the host stood still.
        Process host = new ProcessBuilder(
                        HostProgram.command("is-paused", directory).argv())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitFile(directory.resolve("started"));
        signal("STOP", host.pid());
        assertThat(host.waitFor(2, TimeUnit.SECONDS)).isFalse();

        signal("CONT", host.pid());
        Files.createFile(directory.resolve("go"));

        assertThat(host.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("result")).hasContent(new Termination.Exited(7).describe());
        host.getOutputStream().close();
    }

    @Test
    @Tag("failure-14")
    void hugeLimitsDoNotStopAtOnce() throws InterruptedException {
        Path go = directory.resolve("go");
        for (Duration huge : List.of(Limits.NEVER, Duration.ofNanos(Long.MAX_VALUE), Duration.ofDays(300 * 365))) {
            Run run = watchdog.start(sh("while [ ! -e \"$1\" ]; do sleep 0.01; done; exit 3", go)
                    .idleTimeout(huge.minusNanos(1))
                    .hardTimeout(huge)
                    .warnAfter(huge));

            assertThat(run.await(Duration.ofMillis(100))).isEmpty();
            touch(go);

            assertThat(Sh.end(run).termination()).isEqualTo(new Termination.Exited(3));
            assertThat(go.toFile().delete()).isTrue();
        }
        assertThat(listener.heard(RunEvent.Slow.class)).isEmpty();
    }

    @Test
    @Tag("failure-14")
    void aHugeGracePeriodIsNoHindrance() {
        Run run = watchdog.start(sh("exec sleep 1000").gracePeriod(Limits.NEVER));

        run.cancel();

        assertThat(Sh.end(run).stop().forced()).isFalse();
    }

    @Test
    @Tag("failure-25")
    void aHostThatExitsWhileARunGoesOnEndsInTimeAndLeavesNothing() {
        List<Run> hosts = List.of(
                watchdog.start(HostProgram.command("exits", directory)),
                watchdog.start(HostProgram.command("exits-in-a-listener", directory)));

        for (Run each : hosts) {
            RunResult host = Sh.end(each);
            assertThat(host.termination()).isEqualTo(new Termination.Exited(3));
            assertThat(host.duration()).isLessThan(SOON);
            assertThat(host.leakedPipes()).isEmpty();
        }
        assertThat(NoResidue.processes()).isEmpty();
    }

    @Test
    @Tag("failure-27")
    void aProgramThatIsStillWrittenToIsTriedAgain() throws Exception {
        Path script = script("exit 3");
        FileChannel writing = FileChannel.open(script, StandardOpenOption.WRITE);
        assertThatThrownBy(() -> new ProcessBuilder(script.toString()).start())
                .as("what a host meets that tries once")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Text file busy");
        AtomicReference<Run> run = new AtomicReference<>();
        Thread starter = new Thread(() -> run.set(watchdog.start(Command.of(script.toString()))));
        starter.start();

        // It pauses between two tries; then nobody writes any more.
        while (starter.getState() != Thread.State.TIMED_WAITING && starter.isAlive()) {
            Thread.onSpinWait();
        }
        writing.close();

        starter.join(Sh.PATIENCE.toMillis());
        assertThat(Sh.end(run.get()).termination()).isEqualTo(new Termination.Exited(3));
    }

    @Test
    @Tag("failure-27")
    void aProgramThatIsWrittenToForGoodIsAnOutcome() throws Exception {
        Path script = script("exit 3");
        try (FileChannel writing = FileChannel.open(script, StandardOpenOption.WRITE)) {
            RunResult result = watchdog.run(Command.of(script.toString()));

            assertThat(writing.isOpen()).isTrue();
            assertThat(result.termination())
                    .isInstanceOfSatisfying(
                            Termination.NotStarted.class,
                            why -> assertThat(why.failure()).isEqualTo(StartFailure.OUT_OF_RESOURCES));
        }
    }

    @Test
    @Tag("failure-27")
    void programsThatAreWrittenAndStartedSideBySideAllStart() {
        List<CompletableFuture<Void>> hosts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hosts.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 40; j++) {
                    Run run = watchdog.start(Command.of(script("exit 3").toString()));
                    assertThat(Sh.end(run).termination()).isEqualTo(new Termination.Exited(3));
                }
            }));
        }
        CompletableFuture.allOf(hosts.toArray(CompletableFuture[]::new)).join();
    }

    private Path script(String body) {
        try {
            Path script = Files.createTempFile(directory, "script", "");
            Files.writeString(script, "#!/bin/sh\n" + body + "\n");
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
