package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Going;
import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@ExtendWith(NoResidue.class)
class ChaosTest {
    @TempDir
    private Path directory;

    private Path temporary;
    private Cli cli;

    @BeforeEach
    void inADirectoryOfItsOwn() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        cli = new Cli(directory).variable("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    }

    @Test
    void stallsMadeOfShellAndCoreutilsAreFound() throws Exception {
        List<String> names = List.of(
                "cat-fifo-without-writer", "flock-held-by-another", "xargs-deep-sleeper", "shell-read-confirmation");
        List<String> args = new ArrayList<>(List.of("chaos", "custom", "--jobs", "4"));
        names.forEach(name -> args.addAll(List.of("--scenario", name)));
        Outcome outcome = cli.call(args.toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.endsWith("  ok"))).hasSize(4);
        assertThat(outcome.out()).contains("exact 4 of 4 judged, accepted 0, missed 0; not run 0, broken 0");
        assertNothingIsLeft();
    }

    @Test
    void aDryRunListsAndRunsNothing() throws Exception {
        Outcome outcome = cli.call("chaos", "all", "--dry-run");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().findFirst().orElseThrow())
                .startsWith("name ")
                .endsWith("runs here");
        assertThat(outcome.out().lines().count()).isGreaterThan(100);
        assertThat(outcome.out()).containsPattern("psql-row-lock +lock +lock +network +psql, initdb");
        assertThat(outcome.out())
                .containsPattern("evidence-disk-full +evidence +lines wait, then all are there +- +root, mount");
        assertNothingIsLeft();
    }

    @Test
    void aScenarioWrittenFromAnIncidentBringsItBack() throws Exception {
        Path file = Path.of("..", "..", "docs", "operations", "chaos", "incident-reproduction.json")
                .toAbsolutePath();
        Outcome outcome =
                cli.call("chaos", "custom", "--scenario", "incident-reproduction", "--scenario-file", file.toString());

        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).containsPattern("incident-reproduction +network +network +\\S+ +ok");
        assertThat(cli.call("chaos", "custom", "--scenario", "incident-reproduction")
                        .err())
                .contains("--scenario-file brings your own");
        assertNothingIsLeft();
    }

    @Test
    void whatCannotRunIsListedWithItsNeedAndCountsNeitherWay() throws Exception {
        Outcome outcome = own("{\"name\":\"far\",\"why\":\"It is.\",\"expected\":\"lock\",\"command\":\"true\","
                + "\"needs\":[\"no-such-program-4711\"]}");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("not run: needs no-such-program-4711")
                .contains("exact 0 of 0 judged, accepted 0, missed 0; not run 1, broken 0");
    }

    @Test
    void aMissEndsWithOne() throws Exception {
        Outcome outcome = own("{\"name\":\"wrong\",\"why\":\"It is not.\",\"expected\":\"network\",\"idleMs\":500,"
                + "\"command\":\"mkfifo pipe; cat pipe\"}");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).containsPattern("wrong +network +io_wait +\\S+ +MISS");
        assertNothingIsLeft();
    }

    @Test
    void aScenarioThatDoesNotDoWhatItClaimsIsNeverAPass() throws Exception {
        assertBroken("did not stall: exited with code 3", "\"command\":\"exit 3\"");
        assertBroken(
                "prepare failed with code 4: no luck", "\"command\":\"true\",\"prepare\":\"echo no luck; exit 4\"");
        assertBroken("the helper ended with code 5 before it was ready", "\"command\":\"true\",\"helper\":\"exit 5\"");
        assertBroken("after-start failed with code 6", "\"command\":\"exec sleep 1000\",\"afterStart\":\"exit 6\"");
        assertBroken(
                "left behind: cleanup failed with code 7",
                "\"command\":\"exec sleep 1000\",\"idleMs\":300,\"cleanup\":\"exit 7\"");
        assertNothingIsLeft();
    }

    private void assertBroken(String why, String members) throws Exception {
        Outcome outcome = own("{\"name\":\"broken\",\"why\":\"It is.\",\"expected\":\"child_hang\"," + members + "}");
        assertThat(outcome.code()).as(outcome.out()).isEqualTo(1);
        assertThat(outcome.out()).contains("BROKEN: " + why).contains("exact 0 of 0 judged");
    }

    @Test
    void helpersGoWhateverTheyDoToHide() throws Exception {
        Path pid = directory.resolve("pid");
        Outcome outcome = own("{\"name\":\"hidden\",\"why\":\"It is.\",\"expected\":\"child_hang\",\"idleMs\":300,"
                + "\"helper\":\"setsid env -i sh -c 'cd /; echo $$ >" + pid + "; exec sleep 1000' & await test -s "
                + pid
                + "; echo ready; wait\",\"command\":\"sleep 1000; true\"}");

        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(Sh.lives(Sh.awaitPid(pid))).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void oneThatIsToldToEndCleansUpFirst() throws Exception {
        Path helper = directory.resolve("helper");
        Path step = directory.resolve("step");
        write(
                "{\"name\":\"long\",\"why\":\"It is.\",\"expected\":\"child_hang\",\"idleMs\":60000,\"helper\":\"echo $$ >"
                        + helper + "; echo ready; exec sleep 1000\",\"command\":\"echo $$ >" + step
                        + "; sleep 1000; true\"}");
        Going going = cli.start("chaos", "custom", "--scenario-file", "mine.json");
        long helperPid = Sh.awaitPid(helper);
        long stepPid = Sh.awaitPid(step);

        going.process().toHandle().destroy();

        assertThat(going.end().code()).isEqualTo(128 + 15);
        assertThat(Sh.lives(helperPid)).isFalse();
        assertThat(Sh.lives(stepPid)).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void wrongUsageIsCodeTwo() throws Exception {
        assertWrong("found \"disk\"", "chaos", "disk");
        assertWrong("expected a group (io,", "chaos");
        assertWrong("--jobs must be within 1 and 64, was 0", "chaos", "io", "--jobs", "0");
        assertWrong("no such scenario: nothing-like-it", "chaos", "custom", "--scenario", "nothing-like-it");
        write("{\"name\":7}");
        assertWrong(
                "mine.json:1: scenarios[0].name: found 7, expected", "chaos", "custom", "--scenario-file", "mine.json");
    }

    private void assertWrong(String message, String... args) throws Exception {
        Outcome outcome = cli.call(args);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    private Outcome own(String scenario) throws Exception {
        write(scenario);
        return cli.call("chaos", "custom", "--scenario-file", "mine.json");
    }

    private void write(String scenario) throws IOException {
        Files.writeString(directory.resolve("mine.json"), "{\"group\":\"mine\",\"scenarios\":[" + scenario + "]}");
    }

    private void assertNothingIsLeft() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, "runner-chaos-*")) {
            assertThat(left).isEmpty();
        }
    }
}
