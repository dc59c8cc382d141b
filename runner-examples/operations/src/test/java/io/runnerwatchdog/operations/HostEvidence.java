package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceProof;
import io.runnerwatchdog.evidence.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The evidence directory of a host, whose files the product itself has rotated and sealed. */
final class HostEvidence {
    static final String COMPRESSED = "stall-events.jsonl.20261122.gz";
    static final String FIRST = "stall-events.jsonl.20261123";
    static final String SECOND = "stall-events.jsonl.20261123.1";
    /** Of the day of what is written now: it is rotated by some tests. */
    static final String LAST = "stall-events.jsonl.20261124";

    static final String ACTIVE = "stall-events.jsonl";
    static final String MANIFEST = "evidence_manifest.json";
    /** Where the rotated files belong below a destination. */
    static final List<String> PLACES =
            List.of(placeOf("2026-11-22", COMPRESSED), placeOf("2026-11-23", FIRST), placeOf("2026-11-23", SECOND));

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    /** In each file. */
    static final int LINES = 40;

    private final Path directory;
    private int written;

    /** A new directory with three rotated files, of two days, one of them compressed, and a file that is written now. */
    HostEvidence(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        rotated("2026-11-22", LINES, Rotation.USUAL.compressing());
        rotated("2026-11-23", LINES, Rotation.USUAL);
        rotated("2026-11-23", LINES, Rotation.USUAL);
        write("2026-11-24", LINES);
    }

    Path directory() {
        return directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Appends to the file that is written now. */
    void write(String day, int lines) throws IOException {
        List<String> text = IntStream.range(0, lines)
                .mapToObj(line -> "{\"ts\":\"" + day + "T10:00:00Z\",\"event\":\"exit\",\"commandType\":\"build\","
                        + "\"environment\":\"ci\",\"host\":\"" + Shipper.HOST + "\",\"runId\":\"run-" + written++
                        + "\",\"attempt\":1,\"durationMs\":1200}")
                .toList();
        Files.write(file(ACTIVE), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Writes, and puts the file aside. */
    void rotated(String day, int lines, Rotation rotation) throws IOException {
        write(day, lines);
        assertThat(EvidenceArchive.in(directory).rotate(rotation, NOW)).isTrue();
    }

    /** What {@code runner verify} says of what has arrived, by the manifest of this host. */
    EvidenceProof proofOf(Path destination, Path scratch) throws IOException {
        Files.createDirectories(scratch);
        Files.copy(file(MANIFEST), scratch.resolve(MANIFEST));
        for (Path file : arrived(destination).values()) {
            Files.copy(file, scratch.resolve(file.getFileName()));
        }
        return EvidenceArchive.in(scratch).verify();
    }

    /** All files below a destination, by their path there. */
    static Map<String, Path> arrived(Path destination) throws IOException {
        Map<String, Path> arrived = new TreeMap<>();
        try (Stream<Path> all = Files.walk(destination)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> arrived.put(destination.relativize(file).toString(), file));
        }
        return arrived;
    }

    static String placeOf(String date, String name) {
        return "host=" + Shipper.HOST + "/date=" + date + "/" + name;
    }
}
