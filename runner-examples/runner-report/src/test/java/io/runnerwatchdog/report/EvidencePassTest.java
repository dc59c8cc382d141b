package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.report.scan.EvidencePass;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over evidence that the library itself has written. */
class EvidencePassTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void rotatedAndPresentFilesAreTakenInOnce() throws IOException {
        try (EvidenceLog log = EvidenceLog.in(directory)) {
            for (int hour = -30; hour < 30; hour++) {
                Instant at = DAY.from().plus(Duration.ofHours(hour));
                log.onEvent(stalled(at));
                log.onEvent(new RunEvent.Exited(run(), at, hour % 2, Duration.ofSeconds(3), Duration.ZERO));
            }
        }
        Files.writeString(directory.resolve(EvidenceLog.FILE_NAME), "{\"torn", StandardOpenOption.APPEND);

        List<Long> progress = new CopyOnWriteArrayList<>();

        Report report = EvidencePass.over(directory, () -> new Tally(DAY), progress::add)
                .report(DAY.to());

        assertThat(directory.resolve("stall-events.jsonl.20261124")).exists();
        assertThat(report.counts()).isEqualTo(new Counts(24, 0, 0, 12, 12, 0, 0, 0, 0, 0));
        assertThat(report.before()).contains(report.counts());
        assertThat(report.lines()).isEqualTo(new Report.Lines(48, 121, 1));
        // Blank lines are read as well.
        assertThat(Collections.max(progress)).isBetween(121L, 130L);
        assertThat(report.stallsBy().rootCause().shares()).containsExactly(new Breakdown.Share("network", 24));
        assertThat(report).isEqualTo(oneAfterTheOther());
    }

    private Report oneAfterTheOther() throws IOException {
        Tally tally = new Tally(DAY);
        try (Stream<EvidenceRecord> records = EvidenceReader.ofAll(directory).records()) {
            records.forEach(tally::add);
        }
        tally.addUnreadable(1);
        return tally.report(DAY.to());
    }

    @Test
    void withoutEvidenceThereIsNothing() throws IOException {
        Report report =
                EvidencePass.over(directory, () -> new Tally(DAY), lines -> {}).report(DAY.to());

        assertThat(report.lines()).isEqualTo(new Report.Lines(0, 0, 0));
        assertThat(report.before()).isEmpty();
    }

    private static RunEvent stalled(Instant at) {
        Diagnosis diagnosis =
                new Diagnosis("no answer", RootCause.NETWORK, Confidence.of(0.9), WaitChain.EMPTY, List.of());
        return new RunEvent.Stalled(
                run(),
                at,
                StallKind.IDLE,
                Duration.ofSeconds(12),
                Duration.ofSeconds(12),
                diagnosis,
                Duration.ofMillis(100),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }

    private static RunInfo run() {
        return new RunInfo(
                new RunId("00112233445566778899aabbccddeeff"),
                1,
                "make",
                "build",
                "ci",
                OptionalLong.of(7),
                "h1",
                false);
    }
}
