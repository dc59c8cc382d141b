package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a step beside the command. */
class StepSettingsTest {
    private static final Path USUAL = Path.of("/project/target/runner");

    @TempDir
    private Path base;

    private Path file(String json) throws IOException {
        return Files.writeString(base.resolve("runner.json"), json);
    }

    private StepSettings read(Optional<Path> file, Optional<Path> evidence) throws MojoExecutionException {
        return StepSettings.read(file, Map.of("RUNNER_HARD_MS", "70000"), evidence, base, USUAL);
    }

    @Test
    void theBuildsOwnWordOnEvidenceGoesFirstThenTheConfigurations() throws Exception {
        Path named = file("{\"logging\": {\"evidence_dir\": \"evidence\"}}");

        assertThat(read(Optional.of(named), Optional.of(Path.of("/own"))).evidence())
                .isEqualTo(Path.of("/own"));
        assertThat(read(Optional.of(named), Optional.empty()).evidence()).isEqualTo(base.resolve("evidence"));
        assertThat(read(Optional.of(file("{}")), Optional.empty()).evidence()).isEqualTo(USUAL);
        assertThat(read(Optional.empty(), Optional.empty()).evidence()).isEqualTo(USUAL);
    }

    @Test
    void variablesHoldWithAndWithoutAFile() throws Exception {
        Path file = file("{\"timeouts\": {\"idle_ms\": 5000, \"hard_ms\": 6000}}");
        Command command = Command.of("make");

        assertThat(read(Optional.of(file), Optional.empty())
                        .config()
                        .limitsFor(command, LimitOverrides.NONE)
                        .hard())
                .isEqualTo(Duration.ofSeconds(70));
        assertThat(read(Optional.empty(), Optional.empty())
                        .config()
                        .limitsFor(command, LimitOverrides.NONE)
                        .hard())
                .isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void aConfigurationIsRefusedWithAllThatIsWrongWithIt() throws Exception {
        Path file = file("{\"timeouts\": {\"idle_ms\": 0, \"hard\": 1}}");

        assertThatThrownBy(() -> read(Optional.of(file), Optional.empty()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("$.timeouts.idle_ms")
                .hasMessageContaining("$.timeouts.hard");
    }

    @Test
    void aConfigurationThatIsNotThereIsAWrongParameter() {
        assertThatThrownBy(() -> read(Optional.of(base.resolve("absent.json")), Optional.empty()))
                .isInstanceOf(WrongParameterException.class)
                .hasMessageContaining("parameter config (property runner.config)")
                .hasMessageContaining("absent.json");
    }

    @Test
    void secretsOfTheConfigurationAreMasked() throws Exception {
        Path file = file("{\"logging\": {\"redact_patterns\": [\"LIC-[0-9]+\"]}}");

        assertThat(read(Optional.of(file), Optional.empty()).redactor().redact("got LIC-4711 of --password hunter22"))
                .startsWith("got ")
                .doesNotContain("4711", "hunter22");
    }
}
