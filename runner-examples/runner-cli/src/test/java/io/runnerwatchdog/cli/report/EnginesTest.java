package io.runnerwatchdog.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.report.fleet.LocalEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir
    private Path directory;

    @Test
    void ourOwnIsThere() {
        assertThat(new Engines().named("local")).isInstanceOf(LocalEngine.class);
    }

    @Test
    void whatIsThereIsSaidWhereAnotherWasAskedFor() {
        assertThatThrownBy(() -> new Engines().named("duckdb"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--engine must be one of local, was \"duckdb\"; duckdb needs its jar on RUNNER_CLASSPATH");
    }

    @Test
    void oneThatIsBrokenHidesNoOther() throws IOException {
        Path services = directory.resolve("META-INF/services/io.runnerwatchdog.report.fleet.FleetEngine");
        Files.createDirectories(services.getParent());
        Files.writeString(services, "no.such.Engine\n" + BrokenEngine.class.getName() + "\n");
        try (URLClassLoader others = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Engines engines = new Engines(others);

            assertThat(engines.named("local")).isInstanceOf(LocalEngine.class);
            assertThatThrownBy(() -> engines.named("x"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("--engine must be one of local, was \"x\"")
                    .hasMessageContainingAll("not working: ", "no.such.Engine", "BrokenEngine");
        }
    }
}
