package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.cli.Cli.Going;
import io.runnerwatchdog.cli.Cli.Outcome;
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
        assertThat(get(root + "/healthz").body()).isEqualTo("ok\n");

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
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Outcome outcome = new Cli(directory).call("serve", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(125);
            assertThat(outcome.err())
                    .isEqualTo("runner: port " + taken.getLocalPort() + " is taken; choose another with --port\n");
        }
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
