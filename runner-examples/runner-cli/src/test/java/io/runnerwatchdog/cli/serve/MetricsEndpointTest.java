package io.runnerwatchdog.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than there are threads to serve them. */
    private static final int SLOW_CLIENTS = 24;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean complete = true;
    private volatile Optional<String> trouble = Optional.empty();
    private MetricsEndpoint endpoint;
    private Listening listening;

    @BeforeEach
    void open() throws IOException {
        listening = new Listening(InetAddress.getByName("127.0.0.1"), 0);
        endpoint = MetricsEndpoint.open(
                listening.socket(), new Pages(format -> "meters as " + format, () -> complete, () -> trouble));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(listening.url(endpoint.port()) + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theFormatIsTheOneThatIsWantedMost() throws Exception {
        HttpResponse<byte[]> plain = ask(request("/metrics"));
        HttpResponse<byte[]> open = ask(request("/metrics").header("Accept", "application/openmetrics-text,*/*;q=0.1"));

        assertThat(plain.headers().firstValue("Content-Type")).contains(Accepted.PLAIN);
        assertThat(text(plain)).isEqualTo("meters as " + Accepted.PLAIN);
        assertThat(open.headers().firstValue("Content-Type")).contains(Accepted.OPEN_METRICS);
        assertThat(text(open)).isEqualTo("meters as " + Accepted.OPEN_METRICS);
    }

    @Test
    void whoeverTakesGzipGetsIt() throws Exception {
        HttpResponse<byte[]> packed = ask(request("/metrics").header("Accept-Encoding", "gzip"));

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(packed.body()))) {
            assertThat(in).hasContent("meters as " + Accepted.PLAIN);
        }
    }

    @Test
    void headTellsTheLengthAndNoMore() throws Exception {
        HttpResponse<byte[]> head = ask(request("/metrics").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(("meters as " + Accepted.PLAIN).length());
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        for (String path : List.of("/", "/metrics/", "/metrics/../healthz", "/favicon.ico")) {
            assertThat(ask(request(path)).statusCode()).as(path).isEqualTo(404);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<byte[]> refused = ask(request("/metrics").method(method, BodyPublishers.ofString("x")));
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void troubleIsAReasonAndMetersThatAreNotCompleteAreNotShown() throws Exception {
        assertThat(text(ask(request("/healthz")))).isEqualTo("ok\n");
        trouble = Optional.of("the disk is gone");

        HttpResponse<byte[]> health = ask(request("/healthz"));
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(text(health)).isEqualTo("the disk is gone\n");
        assertThat(ask(request("/metrics")).statusCode()).isEqualTo(200);

        complete = false;
        HttpResponse<byte[]> meters = ask(request("/metrics"));
        assertThat(meters.statusCode()).isEqualTo(503);
        assertThat(text(meters)).isEqualTo("the disk is gone\n");
    }

    @Test
    void clientsThatNeverFinishAskingHoldUpNobodyForLong() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), endpoint.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            }
            // With all threads taken for good this would never come.
            assertThat(ask(request("/metrics")).statusCode()).isEqualTo(200);

            for (Socket socket : slow) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                assertThat(isClosed(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhoHasItAndWhatToDo() throws Exception {
        Listening same = new Listening(listening.address(), endpoint.port());
        assertThatThrownBy(() -> MetricsEndpoint.open(same.socket(), new Pages(any -> "", () -> true, Optional::empty)))
                .isInstanceOf(BindException.class);
        assertThat(same.refused(new BindException("Address already in use")))
                .hasMessage(
                        "port " + endpoint.port()
                                + " is taken by another 'runner serve'; choose another with --port, or a free one with --port 0");

        try (ServerSocket silent = new ServerSocket(0, 1, listening.address())) {
            Listening other = new Listening(listening.address(), silent.getLocalPort());
            assertThat(other.refused(new BindException("Address already in use")))
                    .hasMessageStartingWith("port " + silent.getLocalPort() + " is taken; choose");
        }
        assertThat(new Listening(listening.address(), 80).refused(new BindException("Permission denied")))
                .hasMessageStartingWith("port 80 needs privileges; choose");
        assertThat(new Listening(InetAddress.getByName("192.0.2.1"), 4001).refused(new BindException("Cannot assign")))
                .hasMessage("this machine has no address 192.0.2.1");
    }

    @Test
    void addressesAreShownAsTheyAreTyped() throws Exception {
        assertThat(new Listening(InetAddress.getByName("::1"), 0).url(7)).isEqualTo("http://[0:0:0:0:0:0:0:1]:7");
        assertThat(new Listening(InetAddress.getByName("127.0.0.1"), 0).url(7)).isEqualTo("http://127.0.0.1:7");
        assertThat(new Listening(InetAddress.getByName("0.0.0.0"), 0).isForThisMachineOnly())
                .isFalse();
        assertThat(new Listening(InetAddress.getByName("::1"), 0).isForThisMachineOnly())
                .isTrue();
    }
}
