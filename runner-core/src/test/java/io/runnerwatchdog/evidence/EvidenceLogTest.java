package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogTest {
    @TempDir
    Path temp;

    private static void exit(EvidenceLog log, String command) {
        log.onEvent(Events.exited(Events.run(command), 0));
    }

    private static List<String> commands(Path file) throws IOException {
        try (EvidenceScan scan = EvidenceReader.of(file).scan()) {
            List<String> commands = scan.stream().map(EvidenceRecord::command).toList();
            assertThat(scan.tornLines()).isZero();
            return commands;
        }
    }

    @Test
    void itTouchesNoFileBeforeTheFirstLine() {
        try (EvidenceLog log = EvidenceLog.in(temp.resolve("evidence/runner"))) {
            assertThat(log.part()).isEqualTo(Part.EVIDENCE);
            assertThat(log.file()).isEqualTo(temp.resolve("evidence/runner/stall-events.jsonl"));
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void eachEventIsInTheFileWhenTheCallReturns() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            Events.all().forEach(event -> {
                log.onEvent(event);
                assertThat(log.pendingLines()).isZero();
            });
            assertThat(Files.readAllLines(log.file())).hasSameSizeAs(Events.all());
        }
    }

    @Test
    void directoryAndFileAreForTheirOwnerAlone() throws IOException {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (EvidenceLog log = EvidenceLog.in(temp.resolve("a/b"))) {
            exit(log, "one");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("a/b"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aTornLineIsEndedByTheNextWriter() throws IOException {
        Path file = temp.resolve(EvidenceLog.FILE_NAME);
        Files.writeString(file, "{\"ts\":\"2026-11-23T10:15:30Z\",\"eve");
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            exit(log, "one");
            exit(log, "two");
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("\"command\":\"one\"");
    }

    @Test
    void aLineTornByAnotherWriterMeanwhileIsEndedToo() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            exit(log, "one");
            Files.writeString(log.file(), "{\"ts\":", StandardOpenOption.APPEND);
            exit(log, "two");
            assertThat(Files.readAllLines(log.file())).hasSize(3).element(1).isEqualTo("{\"ts\":");
        }
    }

    @Test
    void aRotatedFileIsReplacedByANewOne() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            exit(log, "one");
            Path rotated = Files.move(log.file(), temp.resolve("stall-events.jsonl.20261123"));
            exit(log, "two");
            Files.delete(log.file());
            exit(log, "three");
            assertThat(commands(rotated)).containsExactly("one");
            assertThat(commands(log.file())).containsExactly("three");
        }
    }

    @Test
    void aTruncatedFileIsWrittenFromItsBeginning() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            exit(log, "one");
            Files.writeString(log.file(), "");
            exit(log, "two");
            assertThat(commands(log.file())).containsExactly("two");
        }
    }

    @Test
    void whatCannotBeWrittenWaitsAndIsWrittenInOrder() throws IOException {
        Path obstacle = Files.createFile(temp.resolve("evidence"));
        try (EvidenceLog log = EvidenceLog.in(temp.resolve("evidence/runner"))) {
            assertThatThrownBy(() -> exit(log, "one"))
                    .isInstanceOf(EvidenceWriteException.class)
                    .hasMessageContaining("stall-events.jsonl")
                    .hasMessageContaining("waiting in memory: 1, lost: 0")
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> exit(log, "two")).isInstanceOf(EvidenceWriteException.class);
            assertThat(log.pendingLines()).isEqualTo(2);
            Files.delete(obstacle);
            exit(log, "three");
            assertThat(log.pendingLines()).isZero();
            assertThat(commands(log.file())).containsExactly("one", "two", "three");
        }
    }

    @Test
    void closingTriesOnceMore() throws IOException {
        Path obstacle = Files.createFile(temp.resolve("evidence"));
        EvidenceLog log = EvidenceLog.in(obstacle);
        assertThatThrownBy(() -> exit(log, "one")).isInstanceOf(EvidenceWriteException.class);
        assertThatCode(log::close).doesNotThrowAnyException();
        assertThat(log.pendingLines()).isEqualTo(1);
        Files.delete(obstacle);
        log.close();
        assertThat(log.pendingLines()).isZero();
        assertThat(commands(log.file())).containsExactly("one");
    }

    @Test
    void anEventAfterCloseIsStillWritten() throws IOException {
        EvidenceLog log = EvidenceLog.in(temp);
        log.close();
        exit(log, "late");
        assertThat(commands(log.file())).containsExactly("late");
    }

    @Test
    void whereTooManyWaitTheOldestAreLostAndCounted() throws IOException {
        Path obstacle = Files.createFile(temp.resolve("evidence"));
        EvidenceLog log = new EvidenceLog(
                obstacle, EvidenceOptions.USUAL.redactedBy(Redactor.none()), new Backlog(2, Long.MAX_VALUE));
        for (String command : List.of("one", "two", "three")) {
            assertThatThrownBy(() -> exit(log, command)).isInstanceOf(EvidenceWriteException.class);
        }
        assertThat(log.pendingLines()).isEqualTo(2);
        assertThat(log.lostLines()).isEqualTo(1);
        Files.delete(obstacle);
        log.close();
        assertThat(commands(log.file())).containsExactly("two", "three");
    }

    @Test
    void theBacklogIsBoundedInBytesToo() {
        Backlog backlog = new Backlog(100, 10);
        backlog.add(new byte[6]);
        backlog.add(new byte[6]);
        backlog.add(new byte[4]);
        assertThat(backlog.size()).isEqualTo(2);
        assertThat(backlog.lost()).isEqualTo(1);
        backlog.add(new byte[50]);
        assertThat(backlog.size()).as("one line is kept however long").isEqualTo(1);
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path victim = Files.writeString(temp.resolve("victim"), "precious\n");
        Path directory = Files.createDirectory(temp.resolve("evidence"));
        Files.createSymbolicLink(directory.resolve(EvidenceLog.FILE_NAME), victim);
        try (EvidenceLog log = EvidenceLog.in(directory)) {
            assertThatThrownBy(() -> exit(log, "one")).hasMessageContaining("no regular file");
            assertThat(victim).hasContent("precious\n");
            Files.delete(log.file());
        }
        assertThat(commands(directory.resolve(EvidenceLog.FILE_NAME))).containsExactly("one");
    }

    @Test
    void theDirectoryMayBeASymbolicLink() throws IOException {
        Path real = Files.createDirectory(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);
        try (EvidenceLog log = EvidenceLog.in(link)) {
            exit(log, "one");
        }
        assertThat(commands(real.resolve(EvidenceLog.FILE_NAME))).containsExactly("one");
    }

    @Test
    void anInterruptedThreadWritesAllTheSame() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(temp)) {
            Thread.currentThread().interrupt();
            exit(log, "one");
            exit(log, "two");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(commands(log.file())).containsExactly("one", "two");
        }
    }

    @Test
    void manyThreadsAndLogsWriteWholeLines() throws Exception {
        int threads = 8;
        int lines = 250;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try (EvidenceLog shared = EvidenceLog.in(temp);
                EvidenceLog other = EvidenceLog.in(temp)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                EvidenceLog log = t % 2 == 0 ? shared : other;
                String command = "thread-" + t + " ";
                futures.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < lines; i++) {
                        exit(log, command + i + "x".repeat(i * 16));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> future : futures) {
                future.get();
            }
            assertThat(commands(shared.file())).hasSize(threads * lines).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }
}
