package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceProof.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the evidence file is put aside, and what becomes of what was. */
class RotationTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Rotation SMALL = Rotation.USUAL.filesOf(1000);

    @TempDir
    Path directory;

    private void write(Rotation rotation, Instant at, String... commands) {
        try (EvidenceLog log = EvidenceLog.in(directory, EvidenceOptions.USUAL.rotatedBy(rotation))) {
            for (String command : commands) {
                log.onEvent(new RunEvent.Exited(Events.run(command), at, 0, Duration.ofSeconds(1), Duration.ZERO));
            }
        }
    }

    private List<String> names() throws IOException {
        return EvidenceArchive.in(directory).files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private List<String> all() throws IOException {
        try (Stream<EvidenceRecord> records = EvidenceReader.ofAll(directory).records()) {
            return records.map(EvidenceRecord::command).toList();
        }
    }

    @Test
    void aLineOfALaterDayBeginsANewFile() throws IOException {
        write(Rotation.USUAL, MONDAY, "one", "two");
        write(Rotation.USUAL, TUESDAY, "three");

        assertThat(names()).containsExactly("stall-events.jsonl.20261123");
        assertThat(all()).containsExactly("one", "two", "three");
        assertThat(EvidenceReader.of(directory.resolve(EvidenceLog.FILE_NAME)).last(9))
                .hasSize(1);
    }

    @Test
    void aLineOfAnEarlierDayDoesNot() throws IOException {
        write(Rotation.USUAL, TUESDAY, "one");
        write(Rotation.USUAL, MONDAY, "two");

        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsLargeEnoughIsPutAsideAndTheNumbersTellTheOrder() throws IOException {
        for (int i = 0; i < 4; i++) {
            write(SMALL, MONDAY, "step " + i + " " + "x".repeat(1000));
        }

        assertThat(names())
                .containsExactly(
                        "stall-events.jsonl.20261123",
                        "stall-events.jsonl.20261123.1",
                        "stall-events.jsonl.20261123.2");
        assertThat(all())
                .extracting(command -> command.substring(0, 6))
                .containsExactly("step 0", "step 1", "step 2", "step 3");
        assertThat(EvidenceReader.ofAll(directory).last(2))
                .extracting(record -> record.command().substring(0, 6))
                .containsExactly("step 2", "step 3");
    }

    @Test
    void aLogThatDoesNotRotateLeavesTheFileAlone() throws IOException {
        write(Rotation.NONE, MONDAY, "one");
        write(Rotation.NONE, TUESDAY, "two");

        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsTooOldOrTooMuchGoesTheOldestFirst() throws IOException {
        Rotation week = new Rotation(1000, 1L << 30, Duration.ofDays(7), false);
        write(week, MONDAY, "old " + "x".repeat(1000));
        write(week, MONDAY.plus(Duration.ofDays(7)), "week " + "x".repeat(1000));
        assertThat(names()).containsExactly("stall-events.jsonl.20261123");
        write(week, MONDAY.plus(Duration.ofDays(8)), "more " + "x".repeat(1000));
        assertThat(names()).containsExactly("stall-events.jsonl.20261130");

        write(new Rotation(1000, 1000, Duration.ofDays(7), false), MONDAY.plus(Duration.ofDays(9)), "last");
        assertThat(names()).isEmpty();
        assertThat(all()).containsExactly("last");
        assertThat(EvidenceArchive.in(directory).verify()).isEqualTo(new EvidenceProof(0, List.of()));
    }

    @Test
    void compressedFilesAreReadAndProvedLikeOthers() throws IOException {
        for (int i = 0; i < 3; i++) {
            write(SMALL.compressing(), MONDAY, "step " + i + " " + "x".repeat(1000));
        }

        assertThat(names()).containsExactly("stall-events.jsonl.20261123.gz", "stall-events.jsonl.20261123.1.gz");
        assertThat(all()).hasSize(3);
        assertThat(EvidenceReader.ofAll(directory).last(2))
                .extracting(record -> record.command().substring(0, 6))
                .containsExactly("step 1", "step 2");
        assertThat(EvidenceArchive.in(directory).verify()).isEqualTo(new EvidenceProof(2, List.of()));
    }

    @Test
    void itCanBeRotatedByHand() throws IOException {
        EvidenceArchive archive = EvidenceArchive.in(directory);
        assertThat(archive.rotate(Rotation.USUAL, MONDAY)).isFalse();
        write(Rotation.USUAL, MONDAY, "one");

        assertThat(archive.rotate(Rotation.USUAL, MONDAY)).isTrue();
        assertThat(archive.rotate(Rotation.USUAL, MONDAY)).isFalse();
        assertThat(names()).containsExactly("stall-events.jsonl.20261123");
        assertThat(archive.verify().sound()).isEqualTo(1);
    }

    @Test
    void theProofNamesTheFileAndTheByteWhereItBreaks() throws IOException {
        write(
                Rotation.USUAL,
                MONDAY,
                Stream.generate(() -> "x".repeat(4000)).limit(200).toArray(String[]::new));
        EvidenceArchive archive = EvidenceArchive.in(directory);
        archive.rotate(Rotation.USUAL, MONDAY);
        Path file = archive.files().get(0);
        long size = Files.size(file);
        assertThat(size).isGreaterThan(3L * Prints.BLOCK);
        assertThat(archive.verify().holds()).isTrue();

        String before = charAt(file, 2L * Prints.BLOCK + 17);
        change(file, 2L * Prints.BLOCK + 17, before.equals("Y") ? "Z" : "Y");
        assertBreaks(archive, Kind.CHANGED, 2L * Prints.BLOCK);
        change(file, 2L * Prints.BLOCK + 17, before);
        assertThat(archive.verify().holds()).isTrue();

        change(file, size, "{}\n");
        assertBreaks(archive, Kind.CHANGED, size);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size - 5);
        }
        assertBreaks(archive, Kind.CHANGED, size - 5);

        Files.delete(file);
        assertThat(archive.verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MISSING);
            assertThat(finding.describe()).contains("20261123");
        });
    }

    @Test
    void aManifestThatCannotBeUnderstoodIsToldAndKept() throws IOException {
        write(Rotation.USUAL, MONDAY, "one");
        EvidenceArchive archive = EvidenceArchive.in(directory);
        archive.rotate(Rotation.USUAL, MONDAY);
        Files.writeString(directory.resolve(Manifest.FILE_NAME), "{\"version\":1,\"files\":[{}]}");
        assertThat(archive.verify().findings())
                .extracting(EvidenceProof.Finding::kind)
                .containsExactly(Kind.BROKEN_MANIFEST, Kind.UNSEALED);

        write(Rotation.USUAL, MONDAY, "two");

        assertThat(archive.verify()).isEqualTo(new EvidenceProof(1, List.of()));
        assertThat(directory.resolve("evidence_manifest.json.broken")).exists();
    }

    @Test
    void theTimeOfALineIsNeverBeforeThatOfTheOneBeforeIt() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(directory)) {
            for (long second : new long[] {5, 3, 7, 1}) {
                log.onEvent(new RunEvent.Exited(
                        Events.run("s" + second), MONDAY.plusSeconds(second), 0, Duration.ofSeconds(1), Duration.ZERO));
            }
        }

        assertThat(EvidenceReader.ofAll(directory).last(9))
                .extracting(record -> record.at().getEpochSecond() - MONDAY.getEpochSecond())
                .containsExactly(5L, 5L, 7L, 7L);
    }

    @Test
    void aRotationThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Rotation(0, 1, Duration.ofDays(1), false)).hasMessageContaining("largestFile");
        assertThatThrownBy(() -> Rotation.USUAL.inAll(1)).hasMessageContaining("largestTotal");
        assertThatThrownBy(() -> new Rotation(1, 1, Duration.ZERO, false)).hasMessageContaining("kept");
    }

    private static void assertBreaks(EvidenceArchive archive, Kind kind, long at) throws IOException {
        EvidenceProof proof = archive.verify();
        assertThat(proof.holds()).isFalse();
        assertThat(proof.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.at()).hasValue(at);
        });
    }

    private static String charAt(Path file, long at) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(at);
            return Character.toString(in.read());
        }
    }

    private static void change(Path file, long at, String text) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(at);
            out.writeBytes(text);
        }
    }
}
