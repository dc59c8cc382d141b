package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a real terminal, which script(1) makes. */
@Tag("process")
@ExtendWith(NoResidue.class)
class TerminalTest {
    private static final String COMMAND =
            "make -C a/directory/that/is/deep test with=many words=behind it=until the=end";

    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void withEvidence() throws Exception {
        cli = new Cli(directory).variable("TERM", "xterm");
        Files.createDirectories(cli.evidenceFile().getParent());
        Files.writeString(
                cli.evidenceFile(),
                "{\"ts\":\"2026-11-24T18:45:54Z\",\"event\":\"idle-timeout\",\"commandType\":\"build\","
                        + "\"environment\":\"ci\",\"command\":\"" + COMMAND + "\",\"pid\":4711,\"host\":\"box\","
                        + "\"rootCause\":\"network\",\"runId\":\"00112233445566778899aabbccddeeff\",\"attempt\":1,"
                        + "\"tsMs\":1795545954219}\n");
    }

    @Test
    void aTableIsAsWideAsTheTerminalAndColoured() throws Exception {
        List<String> lines = cli.onTerminal(100, "events");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("\u001b[31").contains("…");
        assertThat(plain(lines.get(1))).hasSize(100).startsWith("2026-11-24T18:45:54.219Z  idle-timeout");
    }

    @Test
    void columnsAndNoColorAreHeeded() throws Exception {
        cli.variable("COLUMNS", "90").variable("NO_COLOR", "1");

        assertThat(cli.onTerminal(200, "events").get(1)).hasSize(90).endsWith("…");
        assertThat(cli.onTerminal(200, "--color", "always", "events").get(1)).contains("\u001b[31");
    }

    @Test
    void aPipeGetsAllOfIt() throws Exception {
        Outcome outcome = cli.call("events");

        assertThat(outcome.out()).contains(COMMAND).doesNotContain("\u001b");
        assertThat(cli.call("events", "--color", "always").out()).contains("\u001b[31");
        assertThat(cli.call("events", "--color", "sometimes").code()).isEqualTo(2);
    }

    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
