package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceReaderTest {
    private static final String OLD = "{\"ts\":\"2020-01-02T03:04:05Z\",\"event\":\"%s\",\"commandType\":\"test\"}";

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = temp.resolve("stall-events.jsonl");
    }

    private static String line(int number) {
        return line(Events.exited(Events.run("step " + number), 0));
    }

    private static String line(RunEvent event) {
        return new String(Events.line(new LineFormat(Redactor.none()), event).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(EvidenceReaderTest::line).collect(Collectors.joining());
    }

    private List<String> last(int count) throws IOException {
        return EvidenceReader.of(file).last(count).stream()
                .map(EvidenceRecord::command)
                .toList();
    }

    @Test
    void aFileThatIsNotThereHasNoRecords() throws IOException {
        try (Stream<EvidenceRecord> records = EvidenceReader.of(file).records()) {
            assertThat(records).isEmpty();
        }
        assertThat(last(10)).isEmpty();
    }

    @Test
    void recordsComeInTheOrderOfTheFile() throws IOException {
        Files.writeString(file, lines(0, 3000));
        try (Stream<EvidenceRecord> records = EvidenceReader.of(file).records()) {
            assertThat(records.map(EvidenceRecord::command))
                    .isEqualTo(
                            IntStream.range(0, 3000).mapToObj(i -> "step " + i).toList());
        }
    }

    @Test
    void tornAndForeignLinesAreSkippedAndCounted() throws IOException {
        String torn = "{\"ts\":\"2026-11-23T10:15:30Z\",\"ev\n";
        String foreign = "not json\n[]\n{}\n\"text\"\n\u0000\n{\"event\":\"exit\"}\n" + line(9).strip() + line(9);
        Files.writeString(file, line(1) + torn + "\n  \n\r\n" + line(2) + foreign + line(3) + "{\"ts\":");
        try (EvidenceScan scan = EvidenceReader.of(file).scan()) {
            assertThat(scan.stream().map(EvidenceRecord::command)).containsExactly("step 1", "step 2", "step 3");
            assertThat(scan.tornLines()).isEqualTo(9);
        }
        assertThat(last(2)).containsExactly("step 2", "step 3");
    }

    @Test
    void aWholeLastLineCountsWithoutItsEnd() throws IOException {
        Files.writeString(file, line(1) + line(2).strip());
        assertThat(last(5)).containsExactly("step 1", "step 2");
        try (EvidenceScan scan = EvidenceReader.of(file).scan()) {
            assertThat(scan.stream()).hasSize(2);
            assertThat(scan.tornLines()).isZero();
        }
    }

    @Test
    void aLineWithoutAnEndDoesNotFillTheMemory() throws IOException {
        String endless = "x".repeat(3 * LineSplitter.MAX_LINE) + "\n";
        Files.writeString(file, line(1) + endless + line(2));
        assertThat(last(5)).containsExactly("step 1", "step 2");
        try (EvidenceScan scan = EvidenceReader.of(file).scan()) {
            assertThat(scan.stream()).hasSize(2);
            assertThat(scan.tornLines()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 499, 500, 501})
    void theLastRecordsComeTheOldestFirst(int count) throws IOException {
        Files.writeString(file, lines(0, 500));
        assertThat(last(count))
                .isEqualTo(IntStream.range(Math.max(0, 500 - count), 500)
                        .mapToObj(i -> "step " + i)
                        .toList());
    }

    @Test
    void linesThatCrossBlocksAreReadFromTheEndToo() throws IOException {
        String big = lines(0, 7).replace("step ", "s".repeat(50_000) + " ");
        Files.writeString(file, big);
        assertThat(EvidenceReader.of(file).last(7)).hasSize(7);
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> EvidenceReader.of(file).last(-1)).hasMessage("count must be >= 0, was -1");
    }

    @Test
    void aRecordHasTypedFields() throws IOException {
        Files.writeString(file, line(Events.stalled(StallKind.IDLE)) + line(Events.exited(3)));
        EvidenceRecord stall = EvidenceReader.of(file).last(2).get(0);
        assertThat(stall.event()).isEqualTo("idle-timeout");
        assertThat(stall.isStall()).isTrue();
        assertThat(stall.at()).isEqualTo(Events.AT);
        assertThat(stall.rootCause()).contains(RootCause.NETWORK);
        assertThat(stall.runId()).contains(Events.RUN_ID);
        assertThat(stall.pid()).hasValue(12);
        assertThat(stall.summary()).contains("git fetch: stalled after 12 s, network");
        assertThat(stall.chain()).hasSize(2);
        assertThat(stall.field("diagnosis.summary")).isEqualTo(stall.summary());
        assertThat(stall.field("confidence")).contains("0.9");
        assertThat(stall.field("diagnosis")).isEmpty();
        EvidenceRecord exit = EvidenceReader.of(file).last(2).get(1);
        assertThat(exit.code()).hasValue(3);
        assertThat(exit.status()).contains("failed");
        assertThat(exit.duration()).contains(Duration.ofMillis(1500));
        assertThat(exit.rootCause()).isEmpty();
        assertThat(exit.isStall()).isFalse();
    }

    @Test
    void anOldLineIsTakenAsItIs() {
        EvidenceRecord old = EvidenceRecord.parse(OLD.formatted("killed")).orElseThrow();
        assertThat(old.at()).isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
        assertThat(old.environment()).isEqualTo("unknown");
        assertThat(old.attempt()).isEqualTo(1);
        assertThat(old.pid()).isEmpty();
        RunEvent.Stopped event = (RunEvent.Stopped) old.toEvent().orElseThrow();
        assertThat(event.reason()).isEqualTo(StopReason.IDLE_TIMEOUT);
        assertThat(event.run().runId())
                .isEqualTo(old.toEvent().orElseThrow().run().runId());
        assertThat(event.run().runId()).isNotEqualTo(new RunId("0".repeat(32)));
        assertThat(EvidenceRecord.parse(OLD.formatted("new-in-2030"))
                        .orElseThrow()
                        .toEvent())
                .isEmpty();
    }

    @Test
    void survivorsAreCountedAndNamedAgain() {
        RunEvent event = Events.stopped(
                OptionalInt.empty(),
                Events.stopped(12, true, java.util.Optional.empty()),
                Events.stopped(14, true, java.util.Optional.empty()),
                Events.stopped(15, true, java.util.Optional.of(Duration.ZERO)));
        RunEvent.Stopped again = (RunEvent.Stopped)
                EvidenceRecord.parse(line(event)).orElseThrow().toEvent().orElseThrow();
        assertThat(again.receipt().forced()).isTrue();
        assertThat(again.receipt().survivors())
                .extracting(survivor -> survivor.process().pid())
                .containsExactly(12L, 14L);
    }
}
