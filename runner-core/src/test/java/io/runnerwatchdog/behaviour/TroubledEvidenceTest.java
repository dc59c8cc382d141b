package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceScan;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of steps and of their evidence when its place gets into trouble in the middle. */
@Tag("process")
@ExtendWith(NoResidue.class)
class TroubledEvidenceTest {
    private static final int STEPS = 5;

    @TempDir
    private Path temp;

    private final RecordingListener listener = new RecordingListener();
    private final List<Path> mounts = new ArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private int ran;
    private Path directory;
    private EvidenceLog log;
    private Watchdog watchdog;

    @BeforeEach
    void begin() throws IOException {
        directory = Files.createDirectory(temp.resolve("evidence"));
        open();
    }

    /** The log behind a count of what it was handed. */
    private void hand(RunEvent event) {
        try {
            log.onEvent(event);
        } finally {
            if (event.isLast()) {
                told.incrementAndGet();
            }
        }
    }

    private void open() {
        log = EvidenceLog.in(directory);
        watchdog = Watchdog.builder().listener(listener).listener(this::hand).build();
    }

    @AfterEach
    void end() throws Exception {
        watchdog.close();
        log.close();
        for (Path mount : mounts) {
            command("umount", mount.toString());
        }
    }

    @Test
    void aFullFileSystemCostsNoStepAndNoLine() throws Exception {
        reopenOn("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
        steps();
        Path filler = directory.resolve("filler");
        try (RandomAccessFile fill = new RandomAccessFile(filler.toFile(), "rw")) {
            byte[] page = new byte[4096];
            while (directory.toFile().getUsableSpace() > 0) {
                fill.write(page);
            }
        }
        // Whatever still fits into the last page of the file is written; the others wait.
        while (log.pendingLines() == 0) {
            steps();
        }
        assertThat(listener.await(RunEvent.ForeignFailed.class).problem()).contains("stall-events.jsonl");
        Files.delete(filler);
        steps();
        assertNothingIsLost();
    }

    @Test
    void aDirectoryThatIsReadOnlyForAWhileCostsNoStepAndNoLine() throws Exception {
        reopenOn("mount", "-t", "tmpfs", "tmpfs", directory.toString());
        command("mount", "-o", "remount,ro", directory.toString());
        steps();
        assertThat(log.pendingLines()).isEqualTo(STEPS);
        command("mount", "-o", "remount,rw", directory.toString());
        steps();
        assertNothingIsLost();
    }

    @Test
    void aFileOrADirectoryThatIsRemovedIsMadeAgain() throws Exception {
        steps();
        Files.delete(log.file());
        steps();
        assertThat(lines()).isEqualTo(STEPS);
        for (String name : directory.toFile().list()) {
            Files.delete(directory.resolve(name));
        }
        Files.delete(directory);
        steps();
        assertThat(lines()).isEqualTo(STEPS);
        assertThat(log.pendingLines()).isZero();
    }

    @Test
    void aLinkThatIsPlantedInItsPlaceIsNotWrittenInto() throws Exception {
        steps();
        Path victim = Files.createFile(temp.resolve("victim"));
        Files.delete(log.file());
        Files.createSymbolicLink(log.file(), victim);
        steps();
        assertThat(victim).isEmptyFile();
        assertThat(log.pendingLines()).isEqualTo(STEPS);
        Files.delete(log.file());
        steps();
        assertThat(lines()).isEqualTo(2L * STEPS);
        assertThat(victim).isEmptyFile();
    }

    @Test
    void aRotationByRenameAsOthersDoItLosesNothing() throws Exception {
        steps();
        Path aside = Files.move(log.file(), directory.resolve("stall-events.jsonl-other"));
        Files.createFile(log.file());
        steps();
        assertThat(lines()).isEqualTo(STEPS);
        assertThat(Files.readAllLines(aside)).hasSize(STEPS);
    }

    @Test
    void aRotationByCopyAndTruncationGoesOnAtTheBeginning() throws Exception {
        steps();
        Path aside = directory.resolve("stall-events.jsonl-other");
        Files.copy(log.file(), aside, StandardCopyOption.REPLACE_EXISTING);
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "rw")) {
            file.setLength(0);
        }
        steps();
        assertThat(lines()).isEqualTo(STEPS);
        assertThat(Files.readAllLines(aside)).hasSize(STEPS);
    }

    private void steps() throws InterruptedException {
        for (int i = 0; i < STEPS; i++) {
            RunResult result = watchdog.run(sh("exit 3"));
            assertThat(result.exitCode()).hasValue(3);
        }
        // A run's end is handed to listeners without anybody waiting for them: this one is told after the log.
        ran += STEPS;
        await().until(() -> told.get() == ran);
    }

    private void assertNothingIsLost() throws IOException {
        int ended = listener.heard(RunEvent.Exited.class).size();
        await().untilAsserted(() -> assertThat(lines()).isEqualTo(ended));
        assertThat(log.pendingLines()).isZero();
        assertThat(log.lostLines()).isZero();
    }

    private long lines() throws IOException {
        try (EvidenceScan scan = EvidenceReader.of(log.file()).scan()) {
            return scan.stream().count();
        }
    }

    private void reopenOn(String... mount) throws Exception {
        assumeTrue(isRoot(), "only root can mount");
        watchdog.close();
        log.close();
        command(mount);
        mounts.add(directory);
        open();
    }

    private static boolean isRoot() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().anyMatch(line -> line.matches("Uid:\t0\t.*"));
    }

    private static void command(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(argv), said).isZero();
        process.getOutputStream().close();
    }
}
