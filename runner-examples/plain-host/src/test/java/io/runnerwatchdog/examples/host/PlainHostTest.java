package io.runnerwatchdog.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The host in a Java process of its own, as its users start it. */
@Tag("process")
@ExtendWith(NoResidue.class)
class PlainHostTest {
    private static final int SIGTERM = 15;

    @TempDir
    private Path directory;

    private Process host;

    @AfterEach
    void end() throws Exception {
        host.toHandle().destroyForcibly();
        host.waitFor();
        host.getInputStream().close();
        host.getOutputStream().close();
    }

    @Test
    void aRunIsWatchedWrittenDownAndCounted() throws Exception {
        start("echo working; exit 3");

        String printed = allItPrints();

        assertThat(host.waitFor()).isEqualTo(3);
        assertThat(printed.lines()).contains("working");
        assertThat(printed).containsSubsequence("host: Started ", "host: Exited ");
        assertThat(printed).contains("host: sh: exited with code 3");
        assertThat(executions(printed, "started")).isEqualTo("1.0");
        assertThat(executions(printed, "failed")).isEqualTo("1.0");
        assertThat(executions(printed, "success")).isEqualTo("0.0");
        assertThat(evidence()).singleElement().satisfies(line -> {
            assertThat(line.event()).isEqualTo("exit");
            assertThat(line.commandType()).isEqualTo("job");
            assertThat(line.code()).hasValue(3);
        });
    }

    @Test
    void aHostThatIsToldToEndStopsTheTreeAndPutsItsThingsInOrder() throws Exception {
        Path inner = directory.resolve("inner");
        Path escaping = directory.resolve("escaping");
        start("sleep 1000 & echo $! > \"$1\"; setsid sleep 1000 & echo $! > \"$2\"; wait", inner, escaping);
        List<Long> tree = List.of(Sh.awaitPid(inner), Sh.awaitPid(escaping));

        host.toHandle().destroy();
        String printed = allItPrints();

        assertThat(host.waitFor()).isEqualTo(128 + SIGTERM);
        assertThat(tree).noneMatch(Sh::lives);
        assertThat(printed).containsSubsequence("host: Started ", "host: Stopped ");
        assertThat(executions(printed, "cancelled")).isEqualTo("1.0");
        assertThat(evidence()).singleElement().satisfies(line -> {
            assertThat(line.event()).isEqualTo("killed");
            assertThat(line.field("survivors")).contains("0");
        });
    }

    private void start(String script, Path... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(directory.resolve("evidence"), "sh", "-c", script, "sh"));
        all.addAll(List.of(arguments));
        host = JavaProgram.start(JavaProgram.argv(PlainHost.class, JavaProgram.SHORT_LIVED, all.toArray()));
    }

    /** Until its end: whoever is left of its tree does not hold this pipe, since the host reads by pipes of its own. */
    private String allItPrints() throws IOException {
        return new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String executions(String printed, String status) {
        return printed.lines()
                .filter(line ->
                        line.startsWith("spark_runner_executions_total{command_type=\"job\",environment=\"default\",")
                                && line.contains("status=\"" + status + "\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("none");
    }

    private List<EvidenceRecord> evidence() throws IOException {
        return EvidenceReader.of(directory.resolve("evidence").resolve(EvidenceLog.FILE_NAME))
                .last(10);
    }
}
