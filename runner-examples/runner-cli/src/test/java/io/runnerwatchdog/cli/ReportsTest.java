package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What operators make of evidence: {@code report}, {@code slo}, {@code incident}. */
@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class ReportsTest {
    private static final Instant YESTERDAY_NOON =
            LocalDate.now(ZoneOffset.UTC).minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void inADirectoryOfItsOwn() {
        cli = new Cli(directory);
    }

    private void write(RunEvent... events) {
        // No redactor: what is hostile must get through to the report.
        try (EvidenceLog log = EvidenceLog.in(cli.evidenceFile().getParent(), Redactor.none())) {
            List.of(events).forEach(log::onEvent);
        }
    }

    private static RunInfo run(String command) {
        return new RunInfo(
                new RunId("00112233445566778899aabbccddeeff"),
                1,
                command,
                "build",
                "ci",
                OptionalLong.of(7),
                "h1",
                false);
    }

    private static RunEvent stalled(Instant at) {
        Diagnosis diagnosis =
                new Diagnosis("no answer", RootCause.NETWORK, Confidence.of(0.9), WaitChain.EMPTY, List.of());
        return new RunEvent.Stalled(
                run("make"),
                at,
                StallKind.IDLE,
                Duration.ofSeconds(12),
                Duration.ofSeconds(12),
                diagnosis,
                Duration.ofMillis(100),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }

    private static RunEvent exited(Instant at, String command, Duration took) {
        return new RunEvent.Exited(run(command), at, 0, took, Duration.ZERO);
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(minutes, ChronoUnit.MINUTES);
    }

    @Test
    void theReportOfADayIsAFileThatOnlyItsOwnerReads() throws Exception {
        write(stalled(YESTERDAY_NOON), exited(YESTERDAY_NOON, "a | b `c`", Duration.ofSeconds(5)));
        String day = LocalDate.ofInstant(YESTERDAY_NOON, ZoneOffset.UTC).toString();

        Outcome outcome = cli.call("report", "daily", "--date", day, "--zone", "UTC", "--format", "markdown");

        Path file = directory.resolve("evidence/runner/reports/daily-" + day + ".md");
        assertThat(outcome).isEqualTo(new Outcome(0, "evidence/runner/reports/daily-" + day + ".md\n", ""));
        assertThat(Files.readString(file))
                .contains("| `network` | 1 |", "| `h1` | `` a \\| b `c` `` | `00112233445566778899aabbccddeeff` |");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void withoutAFormatItIsAPageForABrowser() throws Exception {
        write(exited(minutesAgo(5), "<script>x</script>", Duration.ofSeconds(5)));

        Outcome outcome = cli.call("report", "daily", "--since", "1h", "--zone", "UTC");

        assertThat(outcome.out()).matches("evidence/runner/reports/daily-\\d{4}-\\d\\d-\\d\\d\\.html\n");
        assertThat(Files.readString(directory.resolve(outcome.out().strip())))
                .startsWith("<!DOCTYPE html>")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void theReportGoesWhereItIsToldTo() throws Exception {
        write(exited(minutesAgo(5), "make", Duration.ofSeconds(5)));

        Outcome shown = cli.call("report", "daily", "--since", "1h", "--format", "json", "--output", "-");
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).startsWith("{").contains("\"succeeded\" : 1,", "\"tookMs\" : 5000,");

        assertThat(cli.call("report", "daily", "--since", "1h", "--format", "json", "--output", "out/x.json")
                        .out())
                .isEqualTo("out/x.json\n");
        assertThat(Files.readString(directory.resolve("out/x.json"))).contains("\"succeeded\" : 1,");
        // A device is written to, and not replaced.
        assertThat(cli.call("report", "daily", "--since", "1h", "--format", "json", "--output", "/dev/stdout")
                        .out())
                .contains("\"succeeded\" : 1,");
    }

    @Test
    void criteriaThatAreMetEndWithZeroAndOthersWithOne() throws Exception {
        write(exited(minutesAgo(10), "make", Duration.ofSeconds(5)));
        Outcome good = cli.call("slo", "--since", "1h");
        assertThat(good.code()).isZero();
        assertThat(good.out().lines().toList().get(2)).matches("P95 duration +5\\.0 s .*< 60 s +pass");

        write(exited(minutesAgo(9), "make", Duration.ofSeconds(500)));
        Outcome bad = cli.call("slo", "--since", "1h");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("8 min 20 s", "FAIL");
        assertThat(cli.call("slo", "--json").out())
                .contains("\"id\" : \"p95-duration\",\n    \"outcome\" : \"fail\",\n    \"value\" : 500.0,");
    }

    @Test
    void aTimeWithoutLinesIsNotTakenForAGoodOne() throws Exception {
        write(exited(YESTERDAY_NOON.minus(Duration.ofDays(3)), "make", Duration.ofSeconds(5)));

        assertThat(cli.call("slo", "--since", "1h").out())
                .contains("the evidence has no line of this time", "too little to judge");
    }

    @Test
    void templatesAreFilled() throws Exception {
        write(stalled(YESTERDAY_NOON), stalled(YESTERDAY_NOON.plusSeconds(60)));
        String from = YESTERDAY_NOON.minusSeconds(600).toString();
        String to = YESTERDAY_NOON.plusSeconds(1200).toString();

        Outcome slack = cli.call("incident", "--from", from, "--to", to, "--template", "slack");
        assertThat(slack.code()).isZero();
        assertThat(slack.out())
                .startsWith("🚨 Runner Watchdog Incident\n")
                .contains("\nRoot-cause: network (100.0 %, 2 of 2)\n", "\nETA: [RESOLUTION_TIME]\n");

        Outcome issue =
                cli.call("incident", "--from", from.replace("Z", ""), "--to", to, "--zone", "UTC", "--lang", "tr");
        assertThat(issue.out()).contains("**Süre:** " + from.substring(0, 10) + " 12:00:00 UTC - ", "### Kök Neden");
        assertThat(cli.call("incident").err()).startsWith("runner: no stall between ");
    }

    @Test
    void withoutEvidenceItSaysSo() throws Exception {
        for (List<String> command : List.of(List.of("slo"), List.of("report", "daily"), List.of("incident"))) {
            Outcome outcome = cli.call(command.toArray(String[]::new));

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.err()).isEqualTo("runner: no evidence yet: evidence/runner/stall-events.jsonl\n");
        }
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        write(stalled(YESTERDAY_NOON));

        for (String wrong : List.of(
                "report daily --date 2999-01-01",
                "report daily --date 2026-11-24 --since 1h",
                "report daily --zone Nowhere/At_All",
                "report daily --format pdf",
                "report daily --since 9999d",
                "slo --since yesterday",
                "incident --since 8d",
                "incident --to 2026-11-24T10:00",
                "incident --from noon",
                "incident --from 2026-11-24T10:00 --to 2026-11-24T09:00",
                "incident --template letter",
                "incident --lang xx")) {
            assertThat(cli.call(wrong.split(" ")).code()).as(wrong).isEqualTo(2);
        }
    }
}
