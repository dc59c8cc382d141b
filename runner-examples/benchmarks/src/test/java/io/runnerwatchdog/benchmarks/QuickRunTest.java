package io.runnerwatchdog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each scenario with each contender, in tiny sizes: the results are checked, the speed is not. */
@Tag("process")
class QuickRunTest {
    @Test
    void allCanBeMeasured() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int code = new CommandLine(new Main(out, new PrintStream(OutputStream.nullOutputStream())))
                .execute("--quick", "--rounds", "1");

        String tables = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).isZero();
        assertThat(tables).doesNotContain("failed:");
        assertThat(tables.lines().filter(line -> line.startsWith("**"))).hasSize(9);
        assertThat(tables.lines().filter(line -> line.startsWith("| Runner Watchdog |")))
                .hasSize(9);
        for (String peer :
                List.of("ProcessBuilder + threads", "Commons Exec 1.6.0", "zt-exec 1.13.0", "NuProcess 3.0.0")) {
            assertThat(tables.lines().filter(line -> line.startsWith("| " + peer + " |")))
                    .as(peer)
                    .hasSize(7);
        }
    }

    @Test
    void mediansAndPercentilesAreThoseOfTheBooks() {
        assertThat(Statistics.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
        assertThat(Statistics.percentile(List.of(5.0, 1.0, 4.0, 2.0, 3.0), 99)).isEqualTo(5);
        assertThat(Statistics.percentile(List.of(5.0, 1.0, 4.0, 2.0, 3.0), 50)).isEqualTo(3);
        assertThat(Statistics.percentile(List.of(7.0), 50)).isEqualTo(7);
    }
}
