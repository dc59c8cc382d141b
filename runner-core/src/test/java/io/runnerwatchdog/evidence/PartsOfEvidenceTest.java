package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsOfEvidenceTest {
    private static final Instant LONG_AGO = Instant.EPOCH.plus(Duration.ofDays(2));

    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");

    @TempDir
    private Path directory;

    @Property
    void eachLineIsInExactlyOnePartHoweverAFileIsCut(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 12) int partBytes,
            @ForAll @IntRange(min = 1, max = 9) int block)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (long from = 0; from == 0 || from < bytes.length; from += partBytes) {
            String part = read(bytes, from, from + partBytes, block);
            assertThat(part.isEmpty() || part.endsWith("\n") || text.endsWith(part))
                    .isTrue();
            all.append(part);
        }
        assertThat(all).hasToString(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', '\n').ofMaxLength(40);
    }

    private static String read(byte[] bytes, long from, long to, int blockLength) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] block = new byte[blockLength + 1];
        try (PartOfFile part = new PartOfFile(new ByteArrayInputStream(bytes), from, to)) {
            for (int n = part.read(block, 1, blockLength); n >= 0; n = part.read(block, 1, blockLength)) {
                read.write(block, 1, n);
            }
            assertThat(part.read(block, 0, blockLength)).isNegative();
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allPartsTogetherHoldWhatOnePassHolds() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(line("2026-11-24T10:00:00Z", "step " + i + " " + "ü".repeat(i)));
            if (i % 50 == 0) {
                lines.add("{\"ts\":\"2026-11-2");
            }
        }
        write("stall-events.jsonl.20261123", lines.subList(0, 80));
        write(EvidenceLog.FILE_NAME, lines.subList(80, lines.size()));
        EvidenceReader reader = EvidenceReader.ofAll(directory);
        List<EvidenceRecord> expected;
        try (Stream<EvidenceRecord> records = reader.records()) {
            expected = records.toList();
        }

        for (long partBytes : new long[] {1, 100, 1000, 7000, 1 << 20}) {
            List<EvidenceRecord> read = new ArrayList<>();
            long torn = 0;
            for (InputStream part : reader.parts(LONG_AGO, partBytes)) {
                try (EvidenceScan scan = new EvidenceScan(part)) {
                    scan.forEachRemaining(read::add);
                    torn += scan.tornLines();
                }
            }
            assertThat(read).isEqualTo(expected).hasSize(200);
            assertThat(torn).isEqualTo(4);
        }
    }

    @Test
    void noNumberOfFilesUsesUpThoseThatMayBeOpen() throws IOException {
        for (int i = 1; i <= 300; i++) {
            write(
                    "stall-events.jsonl.20261123." + i,
                    List.of(line("2026-11-23T10:00:00Z", "a"), line("2026-11-23T10:00:00Z", "b")));
        }

        List<InputStream> parts = EvidenceReader.ofAll(directory).parts(LONG_AGO, 1);

        assertThat(commands(parts)).hasSize(600);
        assertThat(parts).hasSizeLessThanOrEqualTo(256 + 300);
    }

    @Test
    void whatIsWrittenAfterwardsBelongsToTheLastPart() throws IOException {
        write(
                EvidenceLog.FILE_NAME,
                List.of(line("2026-11-24T10:00:00Z", "before"), line("2026-11-24T10:00:00Z", "x")));
        List<InputStream> parts = EvidenceReader.ofAll(directory).parts(LONG_AGO, 50);

        Files.writeString(
                directory.resolve(EvidenceLog.FILE_NAME),
                line("2026-11-24T10:00:01Z", "after") + "\n",
                StandardOpenOption.APPEND);

        assertThat(commands(parts)).containsExactly("before", "x", "after");
    }

    @Test
    void filesThatAreRotatedOrCompressedMeanwhileAreStillReadOnce() throws IOException {
        write(EvidenceLog.FILE_NAME, List.of(line("2026-11-24T10:00:00Z", "one"), line("2026-11-24T10:00:00Z", "two")));
        EvidenceArchive archive = EvidenceArchive.in(directory);
        List<InputStream> parts = EvidenceReader.ofAll(directory).parts(LONG_AGO, 40);

        archive.rotate(Rotation.USUAL.compressing(), NOW);

        assertThat(commands(parts)).containsExactly("one", "two");
        assertThat(commands(EvidenceReader.ofAll(directory).parts(LONG_AGO, 40)))
                .containsExactly("one", "two");
    }

    @Test
    void sealedFilesThatEndEarlierAreLeftOut() throws IOException {
        write(EvidenceLog.FILE_NAME, List.of(line("2026-11-20T10:00:00Z", "old")));
        EvidenceArchive.in(directory).rotate(Rotation.USUAL, NOW);
        write(EvidenceLog.FILE_NAME, List.of(line("2026-11-20T10:00:00Z", "late, but in a file that goes on")));
        EvidenceReader reader = EvidenceReader.ofAll(directory);

        assertThat(commands(reader.parts(Instant.parse("2026-11-21T10:00:00Z"), 1 << 20)))
                .hasSize(2);
        assertThat(commands(reader.parts(Instant.parse("2026-11-21T10:00:01Z"), 1 << 20)))
                .containsExactly("late, but in a file that goes on");
    }

    @Test
    void whereThereIsNothingThereAreNoRecords() throws IOException {
        assertThat(commands(EvidenceReader.ofAll(directory).parts(LONG_AGO, 1 << 20)))
                .isEmpty();
        assertThat(commands(EvidenceReader.ofAll(directory.resolve("no")).parts(LONG_AGO, 1 << 20)))
                .isEmpty();
        assertThatThrownBy(() -> EvidenceReader.ofAll(directory).parts(LONG_AGO, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> commands(List<InputStream> parts) {
        List<String> commands = new ArrayList<>();
        for (InputStream part : parts) {
            try (EvidenceScan scan = new EvidenceScan(part)) {
                scan.forEachRemaining(record -> commands.add(record.command()));
            }
        }
        return commands;
    }

    private void write(String file, List<String> lines) throws IOException {
        Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
    }

    private static String line(String ts, String command) {
        return "{\"ts\":\"" + ts + "\",\"event\":\"exit\",\"command\":\"" + command + "\"}";
    }
}
