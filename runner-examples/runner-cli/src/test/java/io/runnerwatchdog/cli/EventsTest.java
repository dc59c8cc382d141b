package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.cli.Cli.Going;
import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class EventsTest {
    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void inADirectoryOfItsOwn() throws Exception {
        cli = new Cli(directory);
        Files.createDirectories(cli.evidenceFile().getParent());
    }

    @Test
    void theNewestStandLastInATable() throws Exception {
        write(line(3, "network", "old"), line(2, "lock", "middle"), line(1, "network", "new"));

        Outcome outcome = cli.call("events", "--last", "2");

        assertThat(outcome.code()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("time").contains("event", "type", "environment", "cause", "command");
        assertThat(lines.get(1)).contains("idle-timeout", "lock", "middle");
        assertThat(lines.get(2)).endsWith("new");
    }

    @Test
    void filteredAndAsTheyStandInTheFile() throws Exception {
        String network = line(1, "network", "b");
        write(line(1, "lock", "a"), network, line(60 * 24, "network", "long ago"));

        Outcome outcome = cli.call("events", "--where", "rootCause=network", "--since", "30m", "--json");

        assertThat(outcome).isEqualTo(new Outcome(0, network + "\n", ""));
    }

    @Test
    void onlyTheNewestLinesAreLookedAtWhereThatIsAskedFor() throws Exception {
        write(line(3, "network", "a"), line(2, "lock", "b"), line(1, "network", "c"), line(1, "lock", "d"));

        assertThat(cli.call("events", "--tail", "3", "--by", "rootCause").out().lines())
                .containsExactly("rootCause  count  share", "lock           2   67 %", "network        1   33 %");
        assertThat(cli.call("events", "--tail", "3", "--where", "rootCause=network")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void countedByAField() throws Exception {
        write(line(1, "network", "a"), line(1, "lock", "b"), line(1, "network", "c"));

        assertThat(cli.call("events", "--by", "rootCause").out().lines())
                .containsExactly("rootCause  count  share", "network        2   67 %", "lock           1   33 %");
        assertThat(cli.call("events", "--by", "rootCause", "--json").out().lines())
                .containsExactly("{\"rootCause\":\"network\",\"count\":2}", "{\"rootCause\":\"lock\",\"count\":1}");
    }

    @Test
    void theCausesOfTheLastEventsWithTheirTimeOfDay() throws Exception {
        write(line(2, "network", "a"), line(1, "lock", "b"));
        String second = Files.readAllLines(cli.evidenceFile()).get(1);
        String time = second.substring(second.indexOf('T') + 1, second.indexOf('Z'));

        assertThat(cli.call("events", "--last", "1", "--fields", "time,rootCause")
                        .out()
                        .lines())
                .containsExactly("time      rootCause", time + "  lock");
        assertThat(cli.call("events", "--last", "1", "--fields", "pid,diagnosis.summary")
                        .out()
                        .lines())
                .containsExactly("pid  diagnosis.summary", "  7  -");
    }

    @Test
    void eachFieldThatTheRunbookCountsByCanBeCounted() throws Exception {
        write(line(1, "network", "a"), line(1, "lock", "b"));

        for (String counted : List.of("environment=ci", "host=h", "commandType=build")) {
            String[] fieldAndValue = counted.split("=");
            assertThat(cli.call("events", "--by", fieldAndValue[0])
                            .out()
                            .lines()
                            .skip(1))
                    .singleElement()
                    .asString()
                    .matches(fieldAndValue[1] + " +2  100 %");
        }
    }

    @Test
    void tornLinesAreToldAndSkipped() throws Exception {
        write(line(1, "network", "a"), "{\"ts\":\"2026-11-2", line(1, "lock", "b"));

        Outcome outcome = cli.call("events", "--since", "1h", "--by", "rootCause");

        assertThat(outcome.out()).contains("network", "lock");
        assertThat(outcome.err()).startsWith("runner: skipped 1 torn lines in ");
    }

    @Test
    void hostileTextDrivesNoTerminal() throws Exception {
        write(line(1, "network", "\\u001b[2J\\u202eevil\\u0007"));

        String out = cli.call("events").out();

        assertThat(out).contains("evil").doesNotContain("\u001b", "\u202e", "\u0007");
    }

    @Test
    void withoutEvidenceItSaysSo() throws Exception {
        Outcome outcome = cli.call("events");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("runner: no evidence yet: ").contains("stall-events.jsonl");
    }

    @Test
    void wrongFiltersAreRefused() throws Exception {
        write(line(1, "network", "a"));

        assertThat(cli.call("events", "--since", "yesterday").err())
                .isEqualTo("runner: --since must be a number and s, m, h or d, was \"yesterday\"\n");
        Outcome outcome = cli.call("events", "--where", "network");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("runner: --where must be FIELD=VALUE, was \"network\"\n");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() throws Exception {
        write(line(1, "network", "a"));

        assertThat(cli.call("events", "--fields", "ts", "--json").err()).contains("--fields does not go with --json");
        assertThat(cli.call("events", "--fields", "ts,").code()).isZero();
        assertThat(cli.call("events", "--fields", "ts,,pid").err()).contains("--fields must be names");
        assertThat(cli.call("events", "--last", "-1").err()).contains("--last and --tail must be 0 or more");
    }

    @Test
    void followedAsTheyAreWritten() throws Exception {
        write(line(1, "network", "before"));
        Going going = cli.start("events", "--follow", "--json");
        await().atMost(Sh.PATIENCE).until(() -> Files.readString(going.out()).contains("before"));

        write(line(0, "lock", "after"));

        await().atMost(Sh.PATIENCE).until(() -> Files.readString(going.out()).contains("after"));
        going.process().destroyForcibly();
        going.end();
    }

    private void write(String... lines) throws Exception {
        Files.writeString(
                cli.evidenceFile(),
                String.join("\n", lines) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String line(int minutesAgo, String cause, String command) {
        Instant at = Instant.now().minus(minutesAgo, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        return "{\"ts\":\"" + at + "\",\"event\":\"idle-timeout\",\"commandType\":\"build\",\"environment\":\"ci\","
                + "\"command\":\"" + command + "\",\"pid\":7,\"host\":\"h\",\"rootCause\":\"" + cause
                + "\",\"runId\":\"00112233445566778899aabbccddeeff\",\"attempt\":1,\"tsMs\":" + at.toEpochMilli() + "}";
    }
}
