package io.runnerwatchdog.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A small web server on the loopback with two pages: {@code /metrics} and {@code /healthz}. */
final class MetricsEndpoint implements AutoCloseable {
    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens it.
     *
     * @param scrape the meters in the format of a given content type
     * @throws BindException if the port is taken; the message says what to do
     */
    static MetricsEndpoint open(InetSocketAddress address, UnaryOperator<String> scrape, BooleanSupplier healthy)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (BindException taken) {
            throw new BindException("port " + address.getPort() + " is taken; choose another with --port");
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "runner-metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, scrape, healthy);
            }
        });
        server.start();
        return new MetricsEndpoint(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, UnaryOperator<String> scrape, BooleanSupplier healthy)
            throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, PLAIN, "only GET and HEAD\n");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> {
                String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
                String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : PLAIN;
                send(exchange, 200, type, scrape.apply(type));
            }
            case "/healthz" -> {
                boolean well = healthy.getAsBoolean();
                send(exchange, well ? 200 : 503, PLAIN, well ? "ok\n" : "the evidence cannot be read\n");
            }
            default -> send(exchange, 404, PLAIN, "here are /metrics and /healthz\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
