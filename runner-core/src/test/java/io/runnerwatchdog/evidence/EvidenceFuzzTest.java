package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.Fuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("fuzz")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class EvidenceFuzzTest {
    private static final List<String> WORDS = Fuzz.withJson(
            "0.1e-999",
            "\"ts\":",
            "\"event\":",
            "\"tsMs\":",
            "\"pid\":",
            "\"diagnosis\":{",
            "\"verdicts\":[",
            "\"chain\":[",
            "\"because\":[",
            "\"processes\":[",
            "\"survivorNames\":[",
            "\"2026-11-23T10:15:30Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"killed\"",
            "\"idle-timeout\"",
            "\"a[1]\"",
            "\n",
            "\r\n",
            "\n{",
            "}\n");

    @TempDir
    private Path directory;

    private static List<String> corpus() {
        LineFormat format = new LineFormat(Redactor.standard());
        List<String> lines = Events.all().stream()
                .map(event -> new String(Events.line(format, event).orElseThrow(), StandardCharsets.UTF_8))
                .toList();
        return Stream.concat(lines.stream(), Stream.of(String.join("", lines))).toList();
    }

    /** A line is a record or none; a record has an answer to each question. */
    @Test
    void noTextBreaksTheParser() {
        new Fuzz("evidence parser", corpus(), WORDS)
                .run(text -> EvidenceRecord.parse(text).ifPresent(EvidenceFuzzTest::askAll));
    }

    @Test
    void noFileBreaksTheReader() {
        Path file = directory.resolve("fuzz.jsonl");
        new Fuzz("evidence reader", corpus(), WORDS).run(text -> read(file, text));
    }

    private static void askAll(EvidenceRecord record) {
        record.toEvent();
        record.runId();
        record.rootCause();
        record.duration();
        record.code();
        record.chain();
        record.summary();
        record.field("diagnosis.verdicts.because");
        record.field(record.json().substring(0, Math.min(20, record.json().length())));
        assertThat(record.attempt()).isPositive();
    }

    /** Forwards and backwards the same records are met. */
    private static void read(Path file, String text) {
        try {
            Files.write(
                    file, text.getBytes(text.length() % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
            EvidenceReader reader = EvidenceReader.of(file);
            try (Stream<EvidenceRecord> records = reader.records()) {
                List<EvidenceRecord> all = records.toList();
                assertThat(reader.last(2)).isEqualTo(all.subList(Math.max(0, all.size() - 2), all.size()));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
