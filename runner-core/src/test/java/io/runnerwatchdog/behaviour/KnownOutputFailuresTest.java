package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.awaitGone;
import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users of other tools suffer from pipes; the tag bears the row of docs/failures.md. */
@Tag("process")
@ExtendWith(NoResidue.class)
class KnownOutputFailuresTest {
    private static final int DAEMONS = 10;

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
    @Tag("failure-1")
    void aPlainReaderThatWaitsForTheEndWaitsForTheDaemon() throws Exception {
        // The fault that a leaked pipe makes elsewhere: the process is gone, and its output does not end.
        Path file = directory.resolve("pid");
        Path begun = directory.resolve("begun");
        Process plain = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sleep 1000 & echo $! > \"$1\"; while [ ! -e \"$2\" ]; do sleep 0.01; done",
                        "sh",
                        file.toString(),
                        begun.toString())
                .redirectErrorStream(true)
                .start();
        long daemon = awaitPid(file);
        Thread reader = new Thread(() -> readToTheEnd(plain.getInputStream()));
        reader.start();
        // One that begins to read later may be told the end by the platform, which empties the pipe at the exit.
        await().atMost(Sh.PATIENCE)
                .until(() -> reader.getStackTrace().length > 0
                        && reader.getStackTrace()[0].getMethodName().startsWith("read"));
        Files.createFile(begun);

        plain.waitFor();
        plain.destroyForcibly();

        reader.join(300);
        assertThat(reader.isAlive()).as("still reads").isTrue();
        ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(daemon);
        reader.join(Sh.PATIENCE.toMillis());
        assertThat(reader.isAlive()).isFalse();
        plain.getOutputStream().close();
    }

    @Test
    @Tag("failure-3")
    void aPlainDestroyCutsWhatADyingProcessSays() throws Exception {
        // The fault that StoppingTest#whoGoesInTimeIsNotForced would show: the platform closes the pipes first.
        Path ready = directory.resolve("ready");
        Process plain = new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap 'echo cleaned up; exit 7' TERM; : > \"$1\"; while :; do sleep 0.02; done",
                        "sh",
                        ready.toString())
                .redirectErrorStream(true)
                .start();
        awaitFile(ready);

        plain.destroy();

        assertThat(plain.waitFor()).as("it could not finish what it had to do").isNotEqualTo(7);
        assertThatThrownBy(() -> plain.getInputStream().read()).isInstanceOf(IOException.class);
    }

    @Test
    @Tag("failure-4")
    void aDaemonAtThePipeCostsNeitherAThreadNorADescriptor() throws InterruptedException {
        watchdog.run(sh(":"));
        int afterOne = NoResidue.descriptors().size();
        for (int i = 0; i < DAEMONS; i++) {
            RunResult result = watchdog.run(sh("sleep 1000 & exit 0"));
            assertThat(result.leakedPipes()).hasSize(2);
        }

        assertThat(NoResidue.processes()).as("all daemons live").hasSize(DAEMONS);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("runner-watchdog-output")))
                .as("one reads for all")
                .hasSizeLessThanOrEqualTo(1);
        // A selector, the guardian's input, and some pipes that wait to be used again, for however many runs.
        assertThat(NoResidue.descriptors().size() - afterOne).isLessThan(DAEMONS);
    }

    @Test
    @Tag("failure-10")
    void aFloodOfLinesLosesNeitherTheSilenceNorTheLimit() throws InterruptedException {
        // Each line begins the silence anew; one that got lost would stall too soon, one too many never.
        Duration limit = Duration.ofMillis(300);
        RunResult result = watchdog.run(
                sh("i=0; while [ $i -lt 60 ]; do seq 1 2000; sleep 0.01; i=$((i + 1)); done; echo last; exec sleep 1000")
                        .idleTimeout(limit));

        RunEvent.Stalled stalled = listener.await(RunEvent.Stalled.class);
        assertThat(result.stdout().text()).endsWith("\nlast\n");
        assertThat(stalled.kind()).isEqualTo(StallKind.IDLE);
        assertThat(stalled.silentFor()).isBetween(limit, Duration.ofSeconds(10));
    }

    @Test
    @Tag("failure-21")
    void whatIsGivenAndPrintedAtOnceDoesNotLockUp() throws Exception {
        // Each side's pipe is full: a caller that writes everything before it reads waits here for ever.
        byte[] given = new byte[8 << 20];
        new Random(4711).nextBytes(given);
        MessageDigest printed = MessageDigest.getInstance("SHA-256");

        RunResult result = watchdog.run(Command.of("cat")
                .stdin(Stdin.bytes(given))
                .sink(new OutputSink.OfBytes(Stream.STDOUT, OutputSink.WhenFull.WAIT, printed::update)));

        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout().bytesSeen()).isEqualTo(given.length);
        assertThat(printed.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(given));
    }

    @Test
    @Tag("failure-28")
    void nothingButTheThreeStreamsReachesTheChild() throws InterruptedException {
        RunResult result = watchdog.run(sh("for each in /proc/$$/fd/*; do echo \"${each##*/}\"; done"));

        assertThat(result.stdout().text().lines().filter(number -> Integer.parseInt(number) < 3))
                .containsExactly("0", "1", "2");
        // A shell may keep a descriptor of its own for a moment, but none of ours.
        assertThat(result.stdout().text().lines()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    @Tag("failure-28")
    void whatLooksLikeAWordOfOursIsOutputLikeAnyOther() throws InterruptedException {
        String words =
                "RUNNER_WATCHDOG_0000000000000000_x=1:1:\nbye\n+ 1 1\n::STEP::DONE::code=0\n\0\33[2J\n{\"event\":\"exit\"}\n";

        for (OutputMode mode : new OutputMode[] {OutputMode.SEPARATE, OutputMode.MERGED}) {
            RunResult result = watchdog.run(
                    sh("cat; exit 3").stdin(Stdin.bytes(words.getBytes())).output(mode));

            assertThat(result.stdout().text()).isEqualTo(words);
            assertThat(result.exitCode()).hasValue(3);
        }
    }

    private static void readToTheEnd(InputStream in) {
        try (in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException cut) {
            Thread.currentThread().interrupt();
        }
    }
}
