package io.runnerwatchdog.surefire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.surefire.HangExtension.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.maven.surefire.extensions.ForkedProcessTimeoutExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the hook, the build goes on in time and is told. */
class HangExtensionTest {
    private static final Instant AT = Instant.parse("2026-11-28T11:00:00.123Z");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final Forks.Log log = new Forks.Log();

    private void detect(Look look, Duration budget, Path reports) {
        new HangExtension(look, budget, () -> AT).onTimeoutDetected(Forks.fork(11, reports, log));
    }

    @Test
    void surefireFindsItByItsName() {
        assertThat(ServiceLoader.load(ForkedProcessTimeoutExtension.class))
                .hasAtLeastOneElementOfType(HangExtension.class);
    }

    @Test
    void aReportAndTheThreadsAreWrittenAndTheLogSaysWhere() throws IOException {
        Path reports = directory.resolve("target/surefire-reports");

        detect(fork -> Samples.waitingForAChild(), LONG, reports);

        Path report = reports.resolve("hang-20261128T110000.123Z-fork2.txt");
        assertThat(Files.readString(report)).contains("Root cause: child_hang");
        assertThat(Files.readString(reports.resolve("hang-20261128T110000.123Z-fork2-threads.txt")))
                .contains("at demo.HangsTest.waits");
        assertThat(log.warnings())
                .containsExactly("fork 2 hangs, child_hang (confidence 0.90): sl?eep[14] sleeps; see " + report);
    }

    @Test
    void whereNoJvmAnsweredThereIsAReportOnly() throws IOException {
        detect(fork -> Samples.nothingSeen(), LONG, directory);

        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
        assertThat(log.warnings()).singleElement().asString().startsWith("fork 2 hangs, cause unknown");
    }

    @Test
    void aReportIsNotWrittenOver() {
        detect(fork -> Samples.nothingSeen(), LONG, directory);
        detect(fork -> Samples.waitingForAChild(), LONG, directory);

        assertThat(log.warnings().get(1))
                .startsWith("why the fork hangs was not found out: ")
                .contains("FileAlreadyExists");
        assertThat(directory.resolve("hang-20261128T110000.123Z-fork2.txt"))
                .content()
                .contains("nothing could be seen");
    }

    @Test
    void aFailureIsToldAndNotThrown() throws IOException {
        detect(
                fork -> {
                    throw new IllegalStateException("no eyes");
                },
                LONG,
                directory);
        detect(fork -> Samples.nothingSeen(), LONG, Files.createFile(directory.resolve("a-file")));
        new HangExtension(fork -> Samples.nothingSeen(), LONG, () -> AT).onTimeoutDetected(Forks.fork(11, null, log));

        assertThat(log.warnings())
                .hasSize(3)
                .allSatisfy(warning -> assertThat(warning).startsWith("why the fork hangs was not found out: "))
                .anySatisfy(warning -> assertThat(warning).contains("no eyes"))
                .anySatisfy(warning -> assertThat(warning).contains("a-file"));
    }

    @Test
    @Timeout(30)
    void aLookThatDoesNotEndIsGivenUpAndInterrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Look endless = fork -> {
            try {
                new CountDownLatch(1).await();
                return Samples.nothingSeen();
            } catch (InterruptedException ending) {
                interrupted.set(true);
                throw ending;
            }
        };

        detect(endless, Duration.ofMillis(50), directory);

        assertThat(log.warnings()).singleElement().asString().contains("not found out within");
        await().untilTrue(interrupted);
    }

    @Test
    void anInterruptOfTheBuildIsKept() {
        Thread.currentThread().interrupt();

        // One that is done before it is waited for would be told, interrupt or not.
        detect(
                fork -> {
                    new CountDownLatch(1).await();
                    return Samples.nothingSeen();
                },
                LONG,
                directory);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(log.warnings()).singleElement().asString().contains("the build is being stopped");
    }
}
