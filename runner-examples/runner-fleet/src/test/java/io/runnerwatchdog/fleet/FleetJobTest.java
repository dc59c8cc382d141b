package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@ExtendWith(LocalSpark.class)
class FleetJobTest {
    private static final Period DAY = Period.day(LocalDate.parse("2026-11-23"), ZoneOffset.UTC);

    @TempDir
    private Path root;

    /** A stream from afar never says how much is there, and without that the second part would be lost without a word. */
    @Test
    void compressedPartsOneBehindTheOtherAreAllRead(SparkSession spark) throws IOException {
        Elsewhere.known(spark.sparkContext().hadoopConfiguration());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(packed(exit(1)));
        file.write(packed(exit(2) + exit(1)));
        Files.write(host("a").resolve("stall-events.jsonl.20261123.gz"), file.toByteArray());
        FleetReport report = FleetJob.report(spark, List.of(Elsewhere.path(root)), DAY);
        assertThat(report.report().lines().inPeriod()).isEqualTo(2);
        assertThat(report.report().lines().duplicates()).isEqualTo(1);
        assertThat(report.report().lines().unreadable()).isZero();
    }

    /** Hadoop looks for sums of its own beside a file, which somebody who appended a line did not bring up to date. */
    @Test
    void sumsOfAnOlderStateAreNotHeldAgainstAFile(SparkSession spark) throws IOException {
        Files.writeString(host("a").resolve("stall-events.jsonl"), exit(1));
        Files.write(
                host("a").resolve(".stall-events.jsonl.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
        assertThat(FleetJob.report(spark, List.of(root.toString()), DAY)
                        .report()
                        .lines()
                        .inPeriod())
                .isEqualTo(1);
    }

    @Test
    void evidenceOfOtherDaysAloneIsAnEmptyReport(SparkSession spark) throws IOException {
        Path folder = Files.createDirectories(host("a").resolve("date=2026-01-01"));
        Files.writeString(folder.resolve("stall-events.jsonl"), exit(1));
        FleetReport report = FleetJob.report(spark, List.of(root.toString()), DAY);
        assertThat(report.report().lines().read()).isZero();
        assertThat(report.report().before()).isPresent();
        assertThat(report.hosts()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTaskThatFailsIsAnExceptionThatNamesItsFile(SparkSession spark) throws IOException {
        // A file like any other, but for each attempt to read it.
        Files.createSymbolicLink(host("a").resolve("stall-events.jsonl"), Path.of("/proc/self/mem"));
        assertThatThrownBy(() -> FleetJob.report(spark, List.of(root.toString()), DAY))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("file:" + root + "/host=a/stall-events.jsonl cannot be read: ");
    }

    private Path host(String name) throws IOException {
        return Files.createDirectories(root.resolve("host=" + name));
    }

    private static String exit(int run) {
        return "{\"ts\":\"2026-11-23T10:00:00Z\",\"event\":\"exit\",\"commandType\":\"build\",\"environment\":\"ci\",\"host\":\"a\","
                + "\"runId\":\"" + "0".repeat(31) + run
                + "\",\"attempt\":1,\"code\":0,\"durationMs\":5,\"status\":\"success\"}\n";
    }

    private static byte[] packed(String lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
