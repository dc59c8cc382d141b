package io.runnerwatchdog.benchmarks.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The suite sees a survivor where there is one, and none where there is none. */
@Tag("process")
@ExtendWith(NoResidue.class)
class EscapeTest {
    /** A call that hangs need not hang long to be seen. */
    private static final Duration CAP = Duration.ofSeconds(4);

    private static final Case GRANDCHILD = named("grandchild");
    private static final Case SETSID = named("setsid");

    @TempDir
    Path directory;

    private final CaseProgram program = new ShellProgram();

    @Test
    void nobodyOutlivesOursAndSomebodyOutlivesAPlainKill() throws Exception {
        List<Stopper> stoppers = List.of(Ours.named(Ours.NAME), PlainKill.ofRoot());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Suite suite = new Suite(new Round(program, directory, CAP), stoppers, new Suite.Rounds(1, 1), nowhere);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Table table = new Table(new PrintStream(printed, true, StandardCharsets.UTF_8), stoppers);

        table.head();
        for (Case played : List.of(GRANDCHILD, SETSID)) {
            List<Tally> tallies = suite.play(played);
            table.row(played, tallies);

            assertThat(tallies).as(played.id()).noneMatch(Tally::failed);
            assertThat(tallies.get(0).mostSurvivors()).as(played.id()).isZero();
            assertThat(tallies.get(0).hung()).as(played.id()).isZero();
            assertThat(tallies.get(1).mostSurvivors()).as(played.id()).isOne();
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(row -> row.matches("\\| `grandchild` .*\\| 0 in 0/1, .* ms \\| 1 in 1/1, .* ms \\|"))
                .anyMatch(row -> row.matches("\\| `setsid` .*\\| 0 in 0/1, .* ms \\| 1 in 1/1, hung 1 \\|"));
    }

    @Test
    void bothWaysToKnowAProcessSeeTheSameAndTheSweepLeavesNone() throws Exception {
        Mark mark = Mark.fresh(directory);
        Mark other = Mark.fresh(directory);
        Witness witness = new Witness(mark);
        Process process = new ProcessBuilder(program.argv(SETSID, mark)).start();
        try {
            await().untilAsserted(() -> assertThat(witness.byFile()).hasSize(2));
            await().untilAsserted(() -> assertThat(witness.byArguments()).isEqualTo(witness.byFile()));
            assertThat(new Witness(other).living()).isEmpty();
        } finally {
            witness.sweep();
            process.waitFor();
        }
        assertThat(witness.living()).isEmpty();
    }

    private static Case named(String id) {
        return Case.ALL.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }
}
