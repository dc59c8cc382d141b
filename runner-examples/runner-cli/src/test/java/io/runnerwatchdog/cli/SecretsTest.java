package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@ExtendWith(NoResidue.class)
class SecretsTest {
    private static final String VALUE = "correct-horse-battery";
    private static final String OPTION = "hunter-of-the-option";

    @Test
    void noSecretOfTheStepIsInWhatTheRunnerItselfSays(@TempDir Path directory) throws Exception {
        Cli cli = new Cli(directory).variable("DEPLOY_TOKEN", VALUE);
        String step = "echo $DEPLOY_TOKEN; sh -c 'sleep 1000; true' " + VALUE + " --password " + OPTION + "; true";

        Outcome outcome = cli.call("run-step", "--idle-ms", "500", "--explain", "--json", step, "build", "ci");

        assertThat(outcome.code()).isEqualTo(124);
        assertThat(outcome.out()).as("the step's own output passes through").contains(VALUE);
        assertThat(outcome.err()).contains("[redacted]").doesNotContain(VALUE).doesNotContain(OPTION);
        assertThat(Files.readString(cli.evidenceFile()))
                .contains("--password [redacted]")
                .doesNotContain(VALUE)
                .doesNotContain(OPTION);
    }
}
