package com.example.licence;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A licence server that takes connections and says nothing: the kernel completes them, nobody accepts. */
final class SilentServer implements AutoCloseable {
    private static final int FIRST_PORT = 27000;
    private static final int LAST_PORT = 27009;

    private final ServerSocket socket;

    private SilentServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** One on the first port that is free, as the real one does it. */
    static SilentServer open() throws IOException {
        for (int port = FIRST_PORT; port < LAST_PORT; port++) {
            try {
                return on(port);
            } catch (BindException taken) {
                continue;
            }
        }
        return on(LAST_PORT);
    }

    private static SilentServer on(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return new SilentServer(socket);
        } catch (IOException notFree) {
            socket.close();
            throw notFree;
        }
    }

    /** A shell that runs a compiler, which waits for the answer of this server. */
    Command compiler() {
        return Command.of("sh", "-c", "bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + port() + "; read -r <&3'; echo done")
                .type("build");
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
