package io.runnerwatchdog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what Alertmanager sends, for all receivers: each has a path of its own. */
final class Pager implements AutoCloseable {
    /** An alert that arrived. */
    record Page(String receiver, String status, JsonNode labels, JsonNode annotations) {
        String alert() {
            return labels.path("alertname").asText();
        }
    }

    private final List<Page> pages = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Pager(HttpServer server) {
        this.server = server;
    }

    static Pager open() throws IOException {
        Pager pager = new Pager(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        pager.server.createContext("/", pager::take);
        pager.server.start();
        return pager;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode sent = new ObjectMapper().readTree(exchange.getRequestBody());
            String receiver = exchange.getRequestURI().getPath().substring(1);
            Shipped.each(sent.path("alerts"))
                    .map(alert -> new Page(
                            receiver, alert.path("status").asText(), alert.path("labels"), alert.path("annotations")))
                    .forEach(pages::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All that arrived so far. */
    List<Page> pages() {
        return List.copyOf(pages);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
