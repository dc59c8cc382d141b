package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Going;
import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@ExtendWith(NoResidue.class)
class RunStepTest {
    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void inADirectoryOfItsOwn() {
        cli = new Cli(directory);
    }

    @Test
    void aStepThatSucceedsPassesThrough() throws Exception {
        Outcome outcome = cli.call("run-step", "echo out; echo err >&2", "build", "ci");

        assertThat(outcome).isEqualTo(new Outcome(0, "out\n::STEP::DONE::code=0\n", "err\n"));
        assertThat(cli.evidence()).singleElement().satisfies(line -> {
            assertThat(line.event()).isEqualTo("exit");
            assertThat(line.status()).contains("success");
            assertThat(line.commandType()).isEqualTo("build");
            assertThat(line.environment()).isEqualTo("ci");
        });
    }

    @Test
    void itsOwnCodeIsKeptAndTheLastLineStandsAlone() throws Exception {
        Outcome outcome = cli.call("run-step", "printf 'no line end'; exit 7", "build");

        assertThat(outcome).isEqualTo(new Outcome(7, "no line end\n::STEP::DONE::code=7\n", ""));
        assertThat(cli.evidence().get(0).environment()).isEqualTo("default");
    }

    @Test
    void aSignalIsReportedAsAShellWould() throws Exception {
        assertThat(cli.call("run-step", "kill -9 $$", "build").code()).isEqualTo(137);
    }

    @Test
    void aStallEndsWith124AndLeavesTwoLines() throws Exception {
        Outcome outcome = cli.call(
                "run-step", "--idle-ms", "500", "--explain", "--json", "echo begin; sleep 1000; true", "build", "ci");

        assertThat(outcome.code()).isEqualTo(124);
        assertThat(outcome.out()).isEqualTo("begin\n::STEP::DONE::code=124\n");
        assertThat(outcome.err().lines())
                .first()
                .asString()
                .startsWith("runner: bash: stalled after 0.5 s without output, child_hang: ");
        assertThat(outcome.err()).contains("waits for sleep[").contains("child_hang: child_hang 0.");
        assertThat(outcome.err().lines().filter(line -> line.startsWith("{")))
                .singleElement()
                .asString()
                .contains("\"termination\":\"idle_timeout\"", "\"rootCause\":\"child_hang\"", "\"survivors\":0");
        assertThat(cli.evidence()).extracting(EvidenceRecord::event).containsExactly("idle-timeout", "killed");
        assertThat(Files.readString(cli.evidenceFile())).contains("\"rootCause\":\"child_hang\"");
    }

    @Test
    void classifiersCanBeLeftOut() throws Exception {
        Outcome outcome = cli.call("run-step", "--idle-ms", "300", "--no-classify", "sleep 1000", "build");

        assertThat(outcome.code()).isEqualTo(124);
        assertThat(cli.evidence().get(0).rootCause())
                .hasValueSatisfying(cause -> assertThat(cause.id()).isEqualTo("unknown"));
    }

    @Test
    void aProgramIsRunWithoutAShell() throws Exception {
        Outcome outcome =
                cli.call("run-step", "--type", "test", "--env", "staging", "--", "printf", "%s|", "a b", "$HOME", "-n");

        assertThat(outcome.out()).isEqualTo("a b|$HOME|-n|\n::STEP::DONE::code=0\n");
        assertThat(cli.evidence().get(0).environment()).isEqualTo("staging");
    }

    @Test
    void whatCannotBeStartedHasTheCodeOfAShell() throws Exception {
        Outcome outcome = cli.call("run-step", "--type", "build", "--", "no-such-program-4711");
        assertThat(outcome.code()).isEqualTo(127);
        assertThat(outcome.err()).contains("command not found: no-such-program-4711");

        Path file = Files.writeString(directory.resolve("plain"), "text");
        assertThat(cli.call("run-step", "--type", "build", "--", file.toString())
                        .code())
                .isEqualTo(126);
    }

    @Test
    void whatPolicyForbidsIsNotStarted() throws Exception {
        config("{\"security\":{\"blocked_patterns\":[\"rm -rf\"]}}");
        Outcome outcome = cli.call("run-step", "rm -rf /nowhere/at/all", "build");

        assertThat(outcome.code()).isEqualTo(126);
        assertThat(outcome.out()).isEqualTo("::STEP::DONE::code=126\n");
        assertThat(cli.evidence()).extracting(EvidenceRecord::event).containsExactly("blocked");
    }

    @Test
    void wrongUsageIsCodeTwoAndSaysWhatIsExpected() throws Exception {
        assertWrong("expected \"COMMAND\" TYPE [ENVIRONMENT]", "run-step", "echo x");
        assertWrong("type must match", "run-step", "echo x", "two words");
        assertWrong("--liveness must be output or progress", "run-step", "--liveness", "pulse", "true", "build");
        assertWrong("--idle-ms", "run-step", "--idle-ms", "soon", "true", "build");
        assertWrong("idleTimeout must be > 0", "run-step", "--idle-ms", "0", "true", "build");
        assertWrong("idleTimeout must be < hardTimeout", "run-step", "--idle-ms", "9", "--hard-ms", "5", "true", "b");
        assertThat(Files.exists(cli.evidenceFile())).isFalse();
    }

    private void assertWrong(String message, String... args) throws Exception {
        Outcome outcome = cli.call(args);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("runner: ").contains(message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void variablesSetTheLimits() throws Exception {
        cli.variable("RUNNER_IDLE_MS", "300").variable("RUNNER_HARD_MS", "60000");

        assertThat(cli.call("run-step", "sleep 1000", "build").code()).isEqualTo(124);
        assertThat(Files.readString(cli.evidenceFile())).contains("\"idleMs\":300");
    }

    @Test
    void anEmergencyLetsAQuietStepFinish() throws Exception {
        // The runbook doubles both limits: what would be silent for too long then comes through.
        config("{\"timeouts\":{\"idle_ms\":400,\"hard_ms\":2000}}");
        String step = "echo Emergency test; sleep 1.2";
        assertThat(cli.call("run-step", step, "emergency", "production").code()).isEqualTo(124);

        cli.variable("RUNNER_IDLE_MS", "20000").variable("RUNNER_HARD_MS", "54000");
        assertThat(cli.call("run-step", step, "emergency", "production").code()).isZero();
    }

    @Test
    void aBrokenConfigurationIsRefusedBeforeAnythingRuns() throws Exception {
        config("{\"timeouts\":{\"idle_ms\":\"soon\"}}");
        Outcome outcome = cli.call("run-step", "echo must not run", "build");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("runner.json", "timeouts.idle_ms");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aProcessThatIsToldToEndStopsItsStepFirst() throws Exception {
        Path pid = directory.resolve("pid");
        Going going = cli.start("run-step", "echo $$ > pid.part; mv pid.part pid; sleep 1000; true", "build");
        long step = Sh.awaitPid(pid);

        going.process().toHandle().destroy();

        assertThat(going.end().code()).isEqualTo(128 + 15);
        assertThat(Sh.lives(step)).isFalse();
        assertThat(cli.evidence()).extracting(EvidenceRecord::event).containsExactly("killed");
    }

    @Test
    void bytesComeThroughUnchanged() throws Exception {
        Path file = directory.resolve("bytes");
        byte[] bytes = new byte[3 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        bytes[bytes.length - 1] = '\n';
        Files.write(file, bytes);
        Going going = cli.start("run-step", "--type", "build", "--", "cat", file.toString());
        assertThat(going.process().waitFor()).isZero();

        byte[] out = Files.readAllBytes(going.out());
        byte[] last = "::STEP::DONE::code=0\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(out).hasSize(bytes.length + last.length).startsWith(bytes).endsWith(last);
    }

    private void config(String json) throws Exception {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/runner.json"), json);
    }
}
