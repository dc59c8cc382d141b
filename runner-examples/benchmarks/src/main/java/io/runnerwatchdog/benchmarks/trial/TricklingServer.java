package io.runnerwatchdog.benchmarks.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that is healthy and slow: whoever connects gets a byte five times a second, until it is closed. */
final class TricklingServer implements AutoCloseable {
    private static final long BETWEEN_BYTES_MILLIS = 200;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private final ServerSocket listening;

    private TricklingServer(ServerSocket listening) {
        this.listening = listening;
    }

    static TricklingServer start() throws IOException {
        TricklingServer server = new TricklingServer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        daemon(server::accept);
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                daemon(() -> trickle(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void trickle(Socket client) {
        try (client;
                OutputStream out = client.getOutputStream()) {
            client.setTcpNoDelay(true);
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            while (!listening.isClosed()) {
                out.write('x');
                out.flush();
                Thread.sleep(BETWEEN_BYTES_MILLIS);
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "trickling-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
