package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Tag("once")
@ExtendWith(LocalSpark.class)
class FleetCommandTest {
    @TempDir
    private static Path evidence;

    private static String day;

    @TempDir
    private Path output;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SparkSession spark;

    @BeforeAll
    static void makeUpAFleet() throws IOException {
        LocalDate first = MadeUpFleet.below(evidence, 3_000).plan().firstDay();
        day = first.plusDays(2).toString();
    }

    @BeforeEach
    void session(SparkSession session) {
        spark = session;
        Elsewhere.known(spark.sparkContext().hadoopConfiguration());
    }

    @Test
    void eachFormIsWrittenForItsOwnerAloneAndNothingElseIsLeft() throws IOException {
        Path reports = output.resolve("new/reports");
        int code = run(
                "--date",
                day,
                "--format",
                "html",
                "--format",
                "JSON",
                "--format",
                "markdown",
                "--output",
                reports.toString(),
                evidence.toString());
        assertThat(err.toString()).contains(" lines read, ").endsWith(" that could not be understood\n");
        assertThat(code).isZero();
        assertThat(MadeUpFleet.filesBelow(reports))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("fleet-" + day + ".html", "fleet-" + day + ".json", "fleet-" + day + ".md")
                .allSatisfy(
                        name -> assertThat(permissions(reports.resolve(name))).isEqualTo("rw-------"));
        assertThat(permissions(reports)).isEqualTo("rwx------");
        assertThat(out.toString().lines()).hasSize(3).first().isEqualTo("file:" + reports + "/fleet-" + day + ".html");
        assertThat(Files.readString(reports.resolve("fleet-" + day + ".html")))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
    }

    @Test
    void anOlderReportIsReplaced() throws IOException {
        Path report = Files.writeString(output.resolve("fleet-" + day + ".json"), "an older one");
        for (String to : List.of(output.toString(), Elsewhere.path(output))) {
            assertThat(run("--date", day, "--format", "json", "--output", to, Elsewhere.path(evidence)))
                    .isZero();
            assertThat(Files.readString(report)).startsWith("{");
            assertThat(MadeUpFleet.filesBelow(output)).containsExactly(report);
            Files.writeString(report, "an older one");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--date 2026-11-23",
                "--output reports",
                "--date 2026-11-23 --since 1d --output reports evidence",
                "--date yesterday --output reports evidence",
                "--zone Moon/Crater --output reports evidence",
                "--format pdf --output reports evidence",
                "--since 3w --output reports evidence",
                "--output reports file:evidence",
                "--output hdfs:reports evidence"
            })
    void wrongUsageEndsWith2BeforeSparkIsStarted(String arguments) {
        CommandLine line = FleetCommand.line(() -> {
            throw new AssertionError("Spark was started");
        });
        assertThat(line.setErr(new PrintWriter(err)).execute(arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("FleetJob: ");
    }

    @Test
    void noEvidenceEndsWith1AndOneLine(@TempDir Path empty) {
        assertThat(run("--date", day, "--output", output.toString(), empty.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("FleetJob: no evidence below " + empty + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatCannotBeReadIsNamedInOneLine(@TempDir Path broken) throws IOException {
        Path host = Files.createDirectories(broken.resolve("host=a"));
        // A file like any other, but for each attempt to read it.
        Files.createSymbolicLink(host.resolve("stall-events.jsonl"), Path.of("/proc/self/mem"));
        assertThat(run("--date", day, "--output", output.toString(), broken.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("FleetJob: file:" + host + "/stall-events.jsonl cannot be read: ");
    }

    @Test
    void whereTheReportCannotBeWrittenItSaysSo() throws IOException {
        Path file = Files.writeString(output.resolve("a-file"), "");
        assertThat(run("--date", day, "--output", file.toString(), evidence.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("a-file");
    }

    private int run(String... arguments) {
        return FleetCommand.line(() -> spark)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
