package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runnerwatchdog.fixture.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EvidenceProcessesTest {
    private static final int PROCESSES = 3;
    private static final int LINES = 2000;

    @TempDir
    Path temp;

    @Test
    void linesOfSeveralProcessesLandWholeInOneFile() throws Exception {
        List<Process> writers = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                writers.add(start("writer" + i));
            }
            for (Process writer : writers) {
                assertThat(writer.getInputStream().read()).isEqualTo('r');
            }
            for (Process writer : writers) {
                writer.getOutputStream().close();
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.exitValue()).isZero();
            }
        } finally {
            writers.forEach(Process::destroyForcibly);
        }
        assertAllLinesAreWholeAndInTheOrderOfTheirWriter();
    }

    private void assertAllLinesAreWholeAndInTheOrderOfTheirWriter() throws Exception {
        try (EvidenceScan scan =
                EvidenceReader.of(temp.resolve(EvidenceLog.FILE_NAME)).scan()) {
            List<String> names =
                    scan.stream().map(record -> record.command().split(" ")[0]).toList();
            assertThat(scan.tornLines()).isZero();
            assertThat(names).hasSize(PROCESSES * LINES);
            for (int i = 0; i < PROCESSES; i++) {
                String prefix = "writer" + i + "-";
                List<String> own =
                        names.stream().filter(name -> name.startsWith(prefix)).toList();
                assertThat(own)
                        .hasSize(LINES)
                        .startsWith(prefix + 0)
                        .endsWith(prefix + (LINES - 1))
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** A limit on the size of files stands for a full disk: the last write is cut short, the next ones fail. */
    @Test
    void aLineThatWasCutShortByAFullDiskIsWrittenAgainWhole() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 4 && exec \"$@\"", "sh"));
        limited.addAll(JavaProgram.argv(FullDiskProcess.class, List.of("-XX:-UsePerfData"), temp));
        Process writer = JavaProgram.start(limited);
        try {
            String counts = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(counts).isEqualTo("2 0 0");
        } finally {
            writer.destroyForcibly();
        }
        assertThat(Files.readString(temp.resolve("full"))).doesNotEndWith("\n");
        List<String> steps = new ArrayList<>();
        try (EvidenceScan full = EvidenceReader.of(temp.resolve("full")).scan()) {
            full.stream().map(EvidenceRecord::command).forEach(steps::add);
            assertThat(full.tornLines()).isPositive();
        }
        assertThat(steps).isNotEmpty();
        try (Stream<EvidenceRecord> rest =
                EvidenceReader.of(temp.resolve(EvidenceLog.FILE_NAME)).records()) {
            rest.map(EvidenceRecord::command).forEach(steps::add);
        }
        assertThat(steps)
                .isEqualTo(IntStream.range(0, steps.size())
                        .mapToObj(i -> "step " + i)
                        .toList());
    }

    private Process start(String name) throws Exception {
        return JavaProgram.start(JavaProgram.argv(AppendingProcess.class, List.of("-Xshare:auto"), temp, name, LINES));
    }
}
