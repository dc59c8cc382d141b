package io.runnerwatchdog.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runnerwatchdog.cli.serve.Pages.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * A small web server. Clients that are slow hold up nobody for long: each has one of a bounded number of threads, and its
 * connection is closed when it takes too long to ask or to listen.
 */
final class MetricsEndpoint implements AutoCloseable {
    /** By which another one is recognised. */
    static final String SERVER = "runner-serve";

    private static final int THREADS = 16;
    private static final String SECONDS_TO_ASK = "5";
    private static final String SECONDS_TO_LISTEN = "10";

    static {
        // The only way to tell that server, which reads them once, when its first instance is made.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_TO_ASK);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_TO_LISTEN);
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** @throws java.net.BindException if the port is taken */
    static MetricsEndpoint open(InetSocketAddress address, Pages pages) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "runner-metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, pages);
            }
        });
        server.start();
        return new MetricsEndpoint(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Pages pages) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, Page.plain(405, "only GET and HEAD"));
            return;
        }
        String format = Accepted.format(wishes(exchange, "Accept"));
        send(exchange, pages.at(exchange.getRequestURI().getPath(), format));
    }

    private static List<String> wishes(HttpExchange exchange, String header) {
        return exchange.getRequestHeaders().getOrDefault(header, List.of());
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Server", SERVER);
        headers.set("Content-Type", page.type());
        headers.set("Vary", "Accept, Accept-Encoding");
        if (page.status() == 200 && Accepted.gzip(wishes(exchange, "Accept-Encoding"))) {
            headers.set("Content-Encoding", "gzip");
            body = gzip(body);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(page.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(page.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
