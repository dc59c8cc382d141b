package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private Process start(String name) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        temp.toString(),
                        name,
                        Integer.toString(LINES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
