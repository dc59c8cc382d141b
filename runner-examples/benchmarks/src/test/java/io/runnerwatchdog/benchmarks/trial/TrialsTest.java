package io.runnerwatchdog.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Each trial in tiny sizes: what has to hold is checked, the speed is not. */
@Tag("process")
class TrialsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Real processes; what they leave behind would be a fault of the trials themselves. */
    @Test
    @ExtendWith(NoResidue.class)
    void allCanBeTried() {
        int code = execute("--quick");

        String tables = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).as(tables).isZero();
        assertThat(tables.lines().filter(line -> line.equals("| **verdict** | passed |")))
                .hasSize(8);
    }

    @Test
    void aNameThatChoosesNoneIsSaid() {
        assertThat(execute("--trial", "nothing-begins-so")).isEqualTo(2);
    }

    @Test
    void aSoakThatEndsBeforeItsFirstLookIsRefused() {
        assertThat(execute("--trial", "soak", "--soak-runs", "100")).isEqualTo(2);
    }

    @Test
    void aMissIsPrintedWithItsReason() {
        Outcome outcome = new Outcome.Gathering()
                .figure("runs", 3)
                .requireNone(0, "lost")
                .requireNone(2, "left | behind")
                .done();

        new Table(stream(printed)).print(new Limit(Scale.QUICK), outcome);

        assertThat(outcome.passed()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| runs | 3 |", "| **verdict** | missed: 2 left / behind |")
                .doesNotContain("lost");
    }

    @Test
    void aTrialThatCannotBeDoneIsAMiss() {
        assertThat(Outcome.failed(new IllegalStateException("no processes here"))
                        .passed())
                .isFalse();
    }

    private int execute(String... arguments) {
        return new CommandLine(new Main(stream(printed), stream(OutputStream.nullOutputStream()))).execute(arguments);
    }

    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
