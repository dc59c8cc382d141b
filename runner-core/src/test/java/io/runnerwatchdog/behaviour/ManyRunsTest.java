package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three hundred runs, thirty-two at a time, half of them stalling: each gets its result, its events and its evidence. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ManyRunsTest {
    private static final int RUNS = 300;
    private static final int AT_A_TIME = 32;

    @TempDir
    private Path directory;

    @Test
    void allAreAccountedFor() throws Exception {
        RecordingListener listener = new RecordingListener();
        List<Run> runs = new ArrayList<>();
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog =
                        Watchdog.builder().listener(listener).listener(evidence).build()) {
            Semaphore free = new Semaphore(AT_A_TIME);
            for (int i = 0; i < RUNS; i++) {
                free.acquire();
                Run run = watchdog.start(i % 2 == 0 ? stalling(i) : passing(i));
                run.result().whenComplete((result, never) -> free.release());
                runs.add(run);
            }
            for (Run run : runs) {
                assertResult(Sh.end(run));
            }
            assertThat(watchdog.active()).isZero();
        }
        assertEvents(runs, listener);
        assertEvidence(runs);
    }

    private static Command stalling(int number) {
        return sh("echo run $1; sleep 1000 & wait", number)
                .idleTimeout(Duration.ofMillis(700))
                .type("stalling");
    }

    private static Command passing(int number) {
        return sh("echo run $1; exit $2", number, number % 7).type("passing");
    }

    private static void assertResult(RunResult result) {
        int number = Integer.parseInt(result.command().argv().get(4));
        assertThat(result.stdout().text()).isEqualTo("run " + number + "\n");
        assertThat(result.stalled()).isEqualTo(number % 2 == 0);
        if (number % 2 != 0) {
            assertThat(result.exitCode()).hasValue(number % 7);
        }
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(result.leakedPipes()).isEmpty();
    }

    private static void assertEvents(List<Run> runs, RecordingListener listener) {
        assertThat(runs).extracting(Run::id).doesNotHaveDuplicates();
        for (Run run : runs) {
            assertThat(listener.kinds(run.id()))
                    .containsExactlyElementsOf(
                            run.command().type().equals("stalling")
                                    ? List.of("Started", "Stalled", "Stopped")
                                    : List.of("Started", "Exited"));
        }
    }

    private void assertEvidence(List<Run> runs) throws Exception {
        List<EvidenceRecord> records;
        try (Stream<EvidenceRecord> all =
                EvidenceReader.of(directory.resolve(EvidenceLog.FILE_NAME)).records()) {
            records = all.toList();
        }
        Set<String> seen = new HashSet<>();
        for (EvidenceRecord record : records) {
            assertThat(seen.add(record.runId().orElseThrow() + " " + record.event()))
                    .as("written once")
                    .isTrue();
        }
        for (Run run : runs) {
            RunId id = run.id();
            assertThat(records)
                    .filteredOn(record -> record.runId().equals(Optional.of(id)))
                    .extracting(EvidenceRecord::event)
                    .containsExactlyElementsOf(
                            run.command().type().equals("stalling")
                                    ? List.of("idle-timeout", "killed")
                                    : List.of("exit"));
        }
    }
}
