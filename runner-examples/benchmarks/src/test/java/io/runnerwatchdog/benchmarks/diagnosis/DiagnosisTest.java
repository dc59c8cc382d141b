package io.runnerwatchdog.benchmarks.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Each part in tiny sizes: the diagnoses are checked, their costs are not. */
@Tag("process")
@ExtendWith(NoResidue.class)
class DiagnosisTest {
    @Test
    void allCanBeMeasured() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int code = new CommandLine(new Main(out, out)).execute("--quick");

        String tables = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).as(tables).isZero();
        assertThat(tables.lines().filter(line -> line.startsWith("**"))).hasSize(4);
        assertThat(tables)
                .contains(
                        "| 4 threads | 4 |",
                        "| 2 processes | 2 |",
                        "| in a read of a pipe |",
                        "| a JVM below a shell |");
    }
}
