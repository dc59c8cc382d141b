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
class ConfigValidateTest {
    @TempDir
    private Path directory;

    @Test
    void aGoodFileShowsTheLimitsInForce() throws Exception {
        write("{\"timeouts\":{\"idle_ms\":9000},\n \"environments\":{\"ci\":{\"idle_ms\":8000,\"hard_ms\":25000}},\n"
                + " \"command_types\":{\"build\":{\"idle_ms\":30000,\"hard_ms\":300000,\"retry_count\":2}}}");

        Outcome outcome = new Cli(directory).call("config", "validate");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "ok: config/runner.json",
                        "environment  command type  idle      hard       grace    attempts",
                        "ci           build         8000 ms   25000 ms   4000 ms  2",
                        "ci           default       8000 ms   25000 ms   4000 ms  1",
                        "default      build         30000 ms  300000 ms  4000 ms  2",
                        "default      default       9000 ms   45000 ms   4000 ms  1");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        write("{\n  \"timeouts\": {\"idle_ms\": \"soon\", \"hard_msec\": 5},\n  \"colour\": 1\n}");

        Outcome outcome = new Cli(directory).call("config", "validate");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.out().lines()).hasSize(4).last().isEqualTo("3 problems");
        assertThat(outcome.out())
                .contains("config/runner.json:2")
                .contains("timeouts.idle_ms")
                .contains("timeouts.hard_msec")
                .contains("hard_ms")
                .contains("config/runner.json:3")
                .contains("colour");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Outcome outcome = new Cli(directory).call("config", "validate", "none.json");

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.out() + outcome.err()).contains("none.json");
    }

    private void write(String json) throws Exception {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/runner.json"), json);
    }
}
