package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A classifier that takes all the memory there is, in a host of its own that has little. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ExhaustedMemoryTest {
    @TempDir
    private Path directory;

    @Test
    void memoryThatAClassifierUsesUpIsItsOwnLoss() throws Exception {
        Path result = directory.resolve("result");
        Path said = directory.resolve("said");
        List<String> argv = new ArrayList<>(
                HostProgram.command("runs-out-of-memory", directory).argv());
        argv.add(1, "-Xmx48m");
        Process host = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Sh.PATIENCE).until(() -> Files.exists(result) || !host.isAlive());
        } finally {
            host.toHandle().destroyForcibly();
            host.waitFor();
            host.getOutputStream().close();
        }

        // No run is lost. A judgement may be: whoever asks for memory at the very moment at which there is none gets
        // none.
        assertThat(result)
                .as("what the host said: %s", Files.readString(said))
                .exists()
                .content()
                .matches("stalled 5, others 5 of 5, licence_server [345], failures \\[greedy [345]]");
    }
}
