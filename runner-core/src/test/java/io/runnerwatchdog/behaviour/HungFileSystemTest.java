package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.HungPlace;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.observe.MountFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever touches a file of a file system that does not answer hangs for ever: nobody of ours may, not even once. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HungFileSystemTest {
    private static final Duration IDLE = Duration.ofMillis(1500);
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final RecordingListener listener = new RecordingListener();
    private final List<Process> beside = new ArrayList<>();
    private final List<InputStream> held = new ArrayList<>();
    private HungPlace place;
    private Watchdog watchdog;

    @BeforeEach
    void begin() throws IOException {
        place = HungPlace.make();
        watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .stopPolicy(StopPolicy.graceful(Duration.ofMillis(500)))
                .listener(listener)
                .build();
    }

    @AfterEach
    void letGo() throws Exception {
        // First of all, or what waits for one of those who hang would hang as well.
        place.close();
        watchdog.close();
        for (InputStream file : held) {
            try {
                file.close();
            } catch (IOException gone) {
                // So is its file system; the descriptor is closed all the same.
                continue;
            }
        }
        for (Process process : beside) {
            process.toHandle().destroyForcibly();
            process.waitFor();
            process.getInputStream().close();
            process.getOutputStream().close();
        }
    }

    @Test
    void whoeverTouchesItHangs() throws Exception {
        place.fallSilent();
        Process touching = new ProcessBuilder("cat", place.file().toString())
                .redirectErrorStream(true)
                .start();
        beside.add(touching);

        assertThat(touching.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void nothingIsLeftOfItWhereItsServerWasKilled() throws Exception {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

        place.close();

        assertThat(Path.of("/proc/self/mountinfo"))
                .content()
                .doesNotContain(place.directory().toString());
        assertThat(place.directory()).doesNotExist();
        place = HungPlace.pipe();
    }

    @Test
    void whoHangsInANamedPipeIsExplainedAndStopped() throws Exception {
        place.close();
        place = HungPlace.pipe();

        RunResult result = startHanging().await(Sh.PATIENCE).orElseThrow();

        assertNamesThePlace(result.diagnosis().chain());
        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    void whoHangsInItIsExplainedAndGivenUp() throws Exception {
        Run run = startHanging();

        RunResult result = run.await(Sh.PATIENCE).orElseThrow();

        RunEvent.Stalled stalled = listener.await(RunEvent.Stalled.class);
        assertThat(stalled.diagnosisTook()).isLessThan(BOUND);
        assertNamesThePlace(result.diagnosis().chain());
        assertThat(result.duration()).isLessThan(IDLE.plus(BOUND).plus(BOUND));
        if (place.isMounted()) {
            assertThat(result.stop().survivors()).singleElement().satisfies(survivor -> {
                assertThat(survivor.process().pid()).isEqualTo(run.pid().getAsLong());
                assertThat(survivor.killed()).isTrue();
                assertThat(survivor.unkillable()).isTrue();
            });
        } else {
            assertThat(result.stop().survivors()).isEmpty();
        }
    }

    /** To find pipes of our own all descriptors of the host are looked at, and none is followed. */
    @Test
    void aFileInItThatTheHostHoldsHoldsUpNoWatchdog() throws Exception {
        Path file = place.isMounted()
                ? place.file()
                : Files.createFile(place.directory().resolve("cached"));
        held.add(new FileInputStream(file.toFile()));
        place.fallSilent();

        // No run: the platform itself closes what a new process has inherited, and hangs. On another thread: whoever
        // hangs in a file system cannot be interrupted.
        assertThat(CompletableFuture.runAsync(() -> Watchdog.builder().build().close()))
                .succeedsWithin(Sh.PATIENCE);
    }

    @Test
    void whatItWaitsForCanBeAskedWhileItHangs() throws Exception {
        Run run = startHanging();

        long start = System.nanoTime();
        WaitChain waits = run.waits();
        Diagnosis looked =
                watchdog.diagnose(ProcessHandle.of(run.pid().getAsLong()).orElseThrow(), Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertNamesThePlace(waits);
        assertNamesThePlace(looked.chain());
    }

    @Test
    void othersThatHangInItHoldUpNoLookAtTheMachine() throws Exception {
        hangBeside(place.hanging());
        hangBeside(place.hangingInMemory());
        place.awaitReads(2);
        place.fallSilent();

        // Who has the other end of the pipe only a look at all processes tells.
        RunResult result = watchdog.start(sh("exec 3>&1; sleep 1000 | { echo begun >&3; exec cat; }"))
                .await(Sh.PATIENCE)
                .orElseThrow();

        assertThat(listener.await(RunEvent.Stalled.class).diagnosisTook()).isLessThan(BOUND);
        assertThat(String.join("\n", result.diagnosis().chain().describe())).contains("sleep[");
        assertThat(result.stop().survivors()).extracting(StoppedProcess::label).isEmpty();
        assertThat(beside).allMatch(Process::isAlive);
    }

    private Run startHanging() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Run run = watchdog.start(place.hanging().onStdoutLine(line -> hangs.countDown()));
        assertThat(hangs.await(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        place.awaitReads(1);
        place.fallSilent();
        return run;
    }

    private void hangBeside(Command command) throws IOException {
        Process process = new ProcessBuilder(command.argv())
                .redirectError(Redirect.INHERIT)
                .start();
        beside.add(process);
        assertThat(process.getInputStream().read()).isEqualTo('h');
    }

    private void assertNamesThePlace(WaitChain chain) {
        Wait wait = chain.leaf().orElseThrow().waitsFor();
        String file = place.file().toString();
        if (place.isMounted()) {
            assertThat(wait).isInstanceOfSatisfying(Wait.OnFile.class, on -> {
                assertThat(on.call()).isEqualTo("read");
                assertThat(on.file()).isEqualTo(file);
                assertThat(on.mount())
                        .contains(new MountFacts(
                                "fuse.hungfs", "hungfs", place.directory().toString()));
            });
        } else {
            assertThat(wait).isEqualTo(new Wait.OnNamedPipe(file));
        }
    }
}
