package io.runnerwatchdog.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                args);
    }

    @Test
    void itSaysWhatIsTrueOfTheFleet(@TempDir Path folder) {
        String directory = folder.resolve("fleet").toString();
        assertThat(run("--hosts", "5", "--days", "2", "--events", "1000", "--seed", "3", directory))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("written: 1000 events, 0 lines once more, 0 torn")
                .containsPattern("bad disk: ci-[a-z]{3}-00[0-3] since 2026-11-17T00:00:00Z")
                .containsPattern("lock spreads: 2026-11-1[67]T.*Z ci-")
                .contains("flock of /mnt/shared/");
    }

    @Test
    void aPlanThatMakesNoSenseIsWrongUsage(@TempDir Path folder) {
        assertThat(run("--hosts", "1", folder.resolve("fleet").toString())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("generate: hosts must be at least 5, was 1\n");
    }
}
