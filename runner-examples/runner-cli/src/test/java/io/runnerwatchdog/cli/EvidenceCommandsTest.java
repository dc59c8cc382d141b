package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with evidence, and what past evidence does to steps. */
@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class EvidenceCommandsTest {
    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void inADirectoryOfItsOwn() {
        cli = new Cli(directory);
    }

    @Test
    void rotatedEvidenceIsProvedAndStillRead() throws Exception {
        assertThat(cli.call("rotate").out()).startsWith("nothing to rotate: ");
        cli.call("run-step", "true", "build", "ci");

        assertThat(cli.call("rotate", "--compress").out())
                .startsWith("rotated: ")
                .contains(".gz");

        assertThat(cli.call("verify")).isEqualTo(new Outcome(0, "ok: 1 file is as sealed\n", ""));
        assertThat(cli.call("events", "--by", "event").out()).contains("exit", "1");
        cli.call("run-step", "false", "build", "ci");
        assertThat(cli.call("events", "--last", "5").out().lines()).hasSize(3);
    }

    @Test
    void aChangedFileAndItsByteAreNamed() throws Exception {
        cli.call("run-step", "true", "build", "ci");
        cli.call("rotate");
        Path rotated = rotated();
        try (RandomAccessFile file = new RandomAccessFile(rotated.toFile(), "rw")) {
            file.seek(30);
            file.write('#');
        }

        Outcome outcome = cli.call("verify");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(rotated + ": changed since it was sealed, from byte 0 on", "broken: 0 files are as sealed");
    }

    private Path rotated() throws Exception {
        try (var files = Files.list(cli.evidenceFile().getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith("stall-events.jsonl."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void adviceComesFromStepsThatSucceeded() throws Exception {
        config("{\"timeouts\": {\"idle_ms\": 7000, \"hard_ms\": 9000}}");
        for (int i = 0; i < 2; i++) {
            cli.call("run-step", "echo a; sleep 0.3; echo b", "build", "ci");
        }
        cli.call("run-step", "false", "build", "ci");

        List<String> few = cli.call("advise").out().lines().toList();
        List<String> enough = cli.call("advise", "--least", "2").out().lines().toList();

        assertThat(few.get(1)).startsWith("build").contains(" 2 ", "7000 ms", "9000 ms", "too few");
        assertThat(enough.get(1)).contains("1000 ms").doesNotContain("too few");
        assertThat(cli.call("advise", "--factor", "0").code()).isEqualTo(2);
    }

    @Test
    void inShadowAStallIsWrittenDownAndTheStepGoesOn() throws Exception {
        Outcome outcome = cli.call("run-step", "--shadow", "--idle-ms", "300", "sleep 0.8; echo done", "build", "ci");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("done\n::STEP::DONE::code=0\n");
        assertThat(outcome.err()).startsWith("runner: would have been stopped: bash: stalled after ");
        assertThat(cli.evidence()).extracting(EvidenceRecord::event).containsExactly("idle-timeout", "exit");
        assertThat(cli.evidence()).allMatch(EvidenceRecord::isShadow);
    }

    @Test
    void aKindOfStepThatKeepsStallingIsSkippedWhereThatIsConfigured() throws Exception {
        config("{\"auto_skip\": {\"stalls\": 2, \"window_ms\": 3600000, \"cool_down_ms\": 900000}}");
        for (int i = 0; i < 2; i++) {
            assertThat(cli.call("run-step", "--idle-ms", "300", "sleep 1000", "test", "ci")
                            .code())
                    .isEqualTo(124);
        }

        Outcome outcome = cli.call("run-step", "echo never", "test", "ci");

        assertThat(outcome.code()).isEqualTo(75);
        assertThat(outcome.out()).isEqualTo("::STEP::DONE::code=75\n");
        assertThat(outcome.err()).contains("skipped until");
        assertThat(cli.evidence()).last().extracting(EvidenceRecord::event).isEqualTo("skipped");
        assertThat(cli.call("run-step", "echo other", "test", "production").code())
                .isZero();
    }

    @Test
    void eachAttemptLeavesItsLines() throws Exception {
        config("""
                {"command_types": {"test": {"retry_count": 2}},
                 "retry": {"causes": ["child_hang"], "delay_ms": 1, "max_delay_ms": 1}}""");

        Outcome outcome =
                cli.call("run-step", "--idle-ms", "500", "mkdir seen || exit 0; sleep 1000; true", "test", "ci");

        assertThat(outcome.code()).isZero();
        assertThat(cli.evidence()).extracting(EvidenceRecord::event).containsExactly("idle-timeout", "killed", "exit");
        assertThat(cli.evidence()).extracting(EvidenceRecord::attempt).containsExactly(1, 1, 2);
        assertThat(cli.evidence())
                .extracting(EvidenceRecord::runId)
                .containsOnly(cli.evidence().get(0).runId());
    }

    private void config(String json) throws Exception {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/runner.json"), json);
    }
}
