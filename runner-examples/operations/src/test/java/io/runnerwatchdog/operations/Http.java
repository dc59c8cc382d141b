package io.runnerwatchdog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Questions to servers on the loopback; each connection is closed, so that nothing is left of it. */
final class Http {
    private static final int PATIENCE_MILLIS = 10_000;

    private Http() {}

    /** What stands there; an answer of 400 or more is an {@link IOException} that has its text. */
    static String get(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("Connection", "close");
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (status >= 400) {
                throw new IOException(status + " " + address + ": " + text);
            }
            return text;
        } finally {
            connection.disconnect();
        }
    }

    static JsonNode json(String address) throws IOException {
        return new ObjectMapper().readTree(get(address));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A port that was free a moment ago: for servers that cannot be asked which one they took. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
