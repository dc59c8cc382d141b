package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What operators make of the evidence of many hosts: {@code report PATHS}. */
@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class FleetReportTest {
    private static final String LINE = "{\"ts\":\"2026-11-24T12:00:00Z\",\"event\":\"exit\",\"commandType\":\"build\","
            + "\"environment\":\"ci\",\"command\":\"make\",\"host\":\"HOST\",\"runId\":\"00112233445566778899aabbccddeeff\","
            + "\"attempt\":1,\"tsMs\":1795521600000,\"code\":0,\"durationMs\":1234,\"status\":\"success\"}\n";

    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void evidenceOfTwoHosts() throws IOException {
        cli = new Cli(directory);
        write("store/host=a/date=2026-11-24/stall-events.jsonl", LINE.replace("HOST", "a"));
        write("store/host=<b>/date=2026-11-24/stall-events.jsonl", LINE.replace("HOST", "<b>"));
        write("late/host=a/stall-events.jsonl.20261124", LINE.replace("HOST", "a") + "{\"torn");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void allBelowThePathsIsAddedUp() throws Exception {
        Outcome page = cli.call("report", "--date", "2026-11-24", "--zone", "UTC", "store", "late");

        assertThat(page).isEqualTo(new Outcome(0, "reports/fleet-2026-11-24.html\n", ""));
        assertThat(Files.readString(directory.resolve("reports/fleet-2026-11-24.html")))
                .startsWith("<!DOCTYPE html>")
                .contains("daily report of 2\u00a0hosts", "of 4 read, 1 unreadable and left out, 1 there already")
                .contains("&lt;b&gt;")
                .doesNotContain("<b>");
        Outcome json = cli.call(
                "report", "--engine", "local", "--date", "2026-11-24", "--format", "json", "--output", "-", "store");
        assertThat(json.code()).isZero();
        assertThat(json.out()).contains("\"duplicates\" : 0", "\"host\" : \"a\",", "\"hostsLeftOut\" : false,");
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        Outcome nothing = cli.call("report");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err())
                .isEqualTo("runner: Missing PATHS, or a command: report daily\nSee 'runner report --help'.\n");

        Outcome engine = cli.call("report", "--engine", "duckdb", "store");
        assertThat(engine.code()).isEqualTo(2);
        assertThat(engine.err()).contains("must be one of local", "RUNNER_CLASSPATH");

        assertThat(cli.call("report", "--engine", "local", "daily").code()).isEqualTo(2);
        Outcome otherTime = cli.call("report", "--since", "1h", "store");
        assertThat(otherTime.code()).isEqualTo(2);
        assertThat(otherTime.err()).isEqualTo("runner: no evidence near this time below " + List.of("store") + "\n");

        Outcome missing = cli.call("report", "--date", "2026-11-24", "nowhere");
        assertThat(missing.code()).isEqualTo(125);
        assertThat(missing.err()).isEqualTo("runner: no such file: nowhere\n");
    }
}
