package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.cli.Cli.Going;
import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.cli.serve.EvidenceLines;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@ExtendWith(NoResidue.class)
class ServeTest {
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/metrics");

    @TempDir
    private Path directory;

    @Test
    void whatStepsLeaveAsEvidenceIsServedAsMeters() throws Exception {
        Cli cli = new Cli(directory);
        Going going = cli.start("serve", "--port", "0");
        String root = "http://127.0.0.1:" + port(going);
        await().atMost(Sh.PATIENCE).until(() -> get(root + "/healthz").status() == 200);

        assertThat(cli.call("run-step", "--idle-ms", "300", "sleep 1000; true", "build", "ci")
                        .code())
                .isEqualTo(124);
        assertThat(cli.call("run-step", "true", "build", "ci").code()).isZero();

        String stalls = "spark_runner_stalls_total{command_type=\"build\",environment=\"ci\","
                + "event_type=\"idle-timeout\",root_cause=\"child_hang\",timeout_type=\"idle\"} 1.0";
        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(get(root + "/metrics").body())
                        .contains(stalls)
                        .contains(
                                "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"killed\"} 1.0")
                        .contains(
                                "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"success\"} 1.0")
                        .contains(
                                "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"started\"} 2.0")
                        .contains("spark_runner_active{command_type=\"build\",environment=\"ci\"} 0.0"));

        assertThat(get(root + "/").status()).isEqualTo(404);
        assertThat(ask("POST", root + "/metrics").status()).isEqualTo(405);
        going.process().toHandle().destroy();
        assertThat(going.end().code()).isEqualTo(128 + 15);
    }

    @Test
    void aRestartChangesNoCounterAndTheFirstStallOfAKnownKindIsSeen() throws Exception {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(
                directory.resolve("config/runner.json"),
                "{\"command_types\":{\"deploy\":{}},\"environments\":{\"production\":{}}}");
        Cli cli = new Cli(directory);
        Path file = cli.evidenceFile();
        Files.createDirectories(file.getParent());
        Files.writeString(file, EvidenceLines.exit(1, 0) + EvidenceLines.stall(2, "lock") + "{\"ts\":\"20\n");
        Going first = cli.start("serve", "--port", "0");
        String before = countersOnceThereAre(2, first);
        assertThat(before)
                .contains("spark_runner_stalls_total{command_type=\"deploy\",environment=\"production\","
                        + "event_type=\"idle-timeout\",root_cause=\"network\",timeout_type=\"idle\"} 0.0")
                .contains("runner_serve_evidence_lines_total{outcome=\"torn\"} 1.0");

        assertThat(cli.call("rotate", "--compress").code()).isZero();
        Files.writeString(file, EvidenceLines.exit(3, 1));
        String rotated = countersOnceThereAre(3, first);
        first.process().toHandle().destroy();
        assertThat(first.end().code()).isEqualTo(128 + 15);

        Going second = cli.start("serve", "--port", "0");
        assertThat(countersOnceThereAre(3, second)).isEqualTo(rotated);
        second.process().toHandle().destroy();
        second.end();
    }

    private static String countersOnceThereAre(int lines, Going going) throws IOException {
        String address = "http://127.0.0.1:" + port(going) + "/metrics";
        await().atMost(Sh.PATIENCE)
                .until(() -> get(address)
                        .body()
                        .contains("runner_serve_evidence_lines_total{outcome=\"read\"} " + lines + ".0"));
        return get(address)
                .body()
                .lines()
                .filter(line -> line.contains("_total{"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Outcome outcome = new Cli(directory).call("serve", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(125);
            assertThat(outcome.err())
                    .isEqualTo("runner: port " + taken.getLocalPort()
                            + " is taken; choose another with --port, or a free one with --port 0\n");
        }
        assertThat(new Cli(directory).call("serve", "--port", "70000").code()).isEqualTo(2);
    }

    private static int port(Going going) {
        await().atMost(Sh.PATIENCE)
                .until(() -> PORT.matcher(Files.readString(going.err())).find());
        try {
            Matcher port = PORT.matcher(Files.readString(going.err()));
            assertThat(port.find()).isTrue();
            return Integer.parseInt(port.group(1));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An answer of the endpoint. */
    private record Answer(int status, String body) {}

    private static Answer get(String address) throws IOException {
        return ask("GET", address);
    }

    private static Answer ask(String method, String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Connection", "close");
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            connection.disconnect();
        }
    }
}
