package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    @TempDir
    Path temp;

    private Path file;
    private Follower follower;

    @BeforeEach
    void open() {
        file = temp.resolve("stall-events.jsonl");
        follower = EvidenceReader.of(file).follow();
    }

    @AfterEach
    void close() throws IOException {
        follower.close();
    }

    private static String line(int number) {
        byte[] line = Events.line(new LineFormat(Redactor.none()), Events.exited(Events.run("step " + number), 0))
                .orElseThrow();
        return new String(line, StandardCharsets.UTF_8);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Integer> poll() throws IOException {
        return follower.poll().stream()
                .map(record -> Integer.parseInt(record.command().substring(5)))
                .toList();
    }

    @Test
    void onlyWhatIsNewIsReturned() throws IOException {
        assertThat(poll()).isEmpty();
        append(line(1) + line(2));
        assertThat(poll()).containsExactly(1, 2);
        assertThat(poll()).isEmpty();
        append(line(3));
        assertThat(poll()).containsExactly(3);
    }

    @Test
    void halfALineWaitsForItsRest() throws IOException {
        String second = line(2);
        append(line(1) + second.substring(0, 40));
        assertThat(poll()).containsExactly(1);
        append(second.substring(40, 80));
        assertThat(poll()).isEmpty();
        append(second.substring(80) + line(3));
        assertThat(poll()).containsExactly(2, 3);
        assertThat(follower.tornLines()).isZero();
    }

    @Test
    void aTornLineIsCountedWhenTheNextOneBegins() throws IOException {
        append(line(1) + "{\"ts\":\"20");
        assertThat(poll()).containsExactly(1);
        append("\n" + line(2));
        assertThat(poll()).containsExactly(2);
        assertThat(follower.tornLines()).isEqualTo(1);
    }

    @Test
    void aTruncatedFileIsReadFromItsBeginning() throws IOException {
        append(line(1) + line(2) + "{\"ts\"");
        assertThat(poll()).containsExactly(1, 2);
        Files.writeString(file, line(3));
        assertThat(poll()).containsExactly(3);
        assertThat(follower.tornLines()).isEqualTo(1);
    }

    @Test
    void aRotatedFileIsReadToItsEndAndThenTheNewOne() throws IOException {
        append(line(1));
        assertThat(poll()).containsExactly(1);
        append(line(2));
        Files.move(file, temp.resolve("rotated"));
        assertThat(poll()).containsExactly(2);
        append(line(3));
        assertThat(poll()).containsExactly(3);
        append(line(4));
        assertThat(poll()).containsExactly(4);
    }

    @Test
    void aWriterThatWasLateAtARotationIsHeard() throws IOException {
        append(line(1));
        assertThat(poll()).containsExactly(1);
        Path rotated = Files.move(file, temp.resolve("rotated"));
        append(line(3));
        assertThat(poll()).containsExactly(3);
        Files.writeString(rotated, line(2), StandardOpenOption.APPEND);
        assertThat(poll()).containsExactly(2);
        append(line(4));
        assertThat(poll()).containsExactly(4);
    }

    @Test
    void aDeletedFileIsWaitedFor() throws IOException {
        append(line(1));
        assertThat(poll()).containsExactly(1);
        Files.delete(file);
        assertThat(poll()).isEmpty();
        append(line(2));
        assertThat(poll()).containsExactly(2);
    }

    @Test
    void fromTheEndOnlyLaterLinesAreReturnedAndTheUnfinishedOneIsLater() throws IOException {
        String third = line(3);
        append(line(1) + line(2) + third.substring(0, 30));
        try (Follower late = EvidenceReader.of(file).followFromEnd()) {
            assertThat(late.poll()).isEmpty();
            append(third.substring(30) + line(4));
            assertThat(late.poll()).extracting(EvidenceRecord::command).containsExactly("step 3", "step 4");
            assertThat(late.tornLines()).isZero();
        }
    }

    @Test
    void theEndIsThatOfTheMomentInWhichItWasAskedFor() throws IOException {
        append(line(1));
        try (Follower late = EvidenceReader.of(file).followFromEnd()) {
            append(line(2));
            assertThat(late.poll()).extracting(EvidenceRecord::command).containsExactly("step 2");
        }
    }

    @Test
    void fromTheEndOfAFileThatComesLaterIsFromItsBeginning() throws IOException {
        try (Follower early = EvidenceReader.of(file).followFromEnd()) {
            assertThat(early.poll()).isEmpty();
            append(line(1));
            assertThat(early.poll()).hasSize(1);
        }
    }

    @Test
    void aLongFileComesInPortions() throws IOException {
        append(IntStream.range(0, 5000).mapToObj(FollowerTest::line).collect(Collectors.joining()));
        List<Integer> seen = new ArrayList<>();
        int polls = 0;
        for (List<Integer> portion = poll(); !portion.isEmpty(); portion = poll()) {
            assertThat(portion).hasSizeLessThan(2000);
            seen.addAll(portion);
            polls++;
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 5000).boxed().toList());
        assertThat(polls).isGreaterThan(2);
    }

    @Test
    void aClosedFollowerCannotBePolled() throws IOException {
        follower.close();
        assertThatThrownBy(follower::poll).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filesThatWereRotatedBetweenTwoPollsAreAllRead() throws IOException {
        Path directory = Files.createDirectory(file.resolveSibling("rotating"));
        EvidenceOptions small = EvidenceOptions.USUAL.rotatedBy(Rotation.USUAL.filesOf(1));
        List<String> seen = new ArrayList<>();
        try (EvidenceLog log = EvidenceLog.in(directory, small);
                Follower follower = EvidenceReader.of(log.file()).follow()) {
            for (int i = 0; i < 12; i++) {
                log.onEvent(Events.exited(Events.run("step " + i), 0));
                if (i % 4 == 0) {
                    follower.poll().forEach(event -> seen.add(event.command()));
                }
            }
            for (int i = 0; i < 3; i++) {
                follower.poll().forEach(event -> seen.add(event.command()));
            }
            assertThat(EvidenceArchive.in(directory).files()).hasSize(11);
            assertThat(follower.tornLines()).isZero();
        }
        assertThat(seen)
                .isEqualTo(IntStream.range(0, 12).mapToObj(i -> "step " + i).toList());
    }

    @Test
    void ofAllEvidenceTheRotatedFilesComeFirstAndEachLineOnce() throws IOException {
        Path directory = Files.createDirectory(file.resolveSibling("all"));
        EvidenceArchive archive = EvidenceArchive.in(directory);
        List<String> seen = new ArrayList<>();
        try (EvidenceLog log = EvidenceLog.in(directory);
                Follower all = EvidenceReader.ofAll(directory).follow()) {
            log.onEvent(Events.exited(Events.run("step 0"), 0));
            archive.rotate(Rotation.USUAL.compressing(), Events.AT);
            log.onEvent(Events.exited(Events.run("step 1"), 0));
            archive.rotate(Rotation.USUAL, Events.AT);
            log.onEvent(Events.exited(Events.run("step 2"), 0));
            pollAll(all, seen);
            log.onEvent(Events.exited(Events.run("step 3"), 0));
            archive.rotate(Rotation.USUAL.compressing(), Events.AT);
            log.onEvent(Events.exited(Events.run("step 4"), 0));
            pollAll(all, seen);
            assertThat(archive.files()).hasSize(3);
            assertThat(all.tornLines()).isZero();
        }
        assertThat(seen).containsExactly("step 0", "step 1", "step 2", "step 3", "step 4");
    }

    private static void pollAll(Follower follower, List<String> seen) throws IOException {
        for (int polls = 0; polls < 8; polls++) {
            follower.poll().forEach(event -> seen.add(event.command()));
        }
    }

    @Test
    void aDamagedCompressedFileKeepsNobodyFromTheRest() throws IOException {
        Path directory = Files.createDirectory(file.resolveSibling("damaged"));
        Files.writeString(directory.resolve("stall-events.jsonl.20261123.gz"), "no gzip");
        Files.writeString(directory.resolve("stall-events.jsonl"), line(1));
        List<String> seen = new ArrayList<>();
        try (Follower all = EvidenceReader.ofAll(directory).follow()) {
            pollAll(all, seen);
            assertThat(all.tornLines()).isEqualTo(1);
        }
        assertThat(seen).containsExactly("step 1");
    }
}
