package io.runnerwatchdog.cli.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/**
 * Where the endpoint listens.
 *
 * @param port 0: one that is free
 */
public record Listening(InetAddress address, int port) {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A free port that only this machine can reach. */
    public static Listening onFreePort() {
        return new Listening(InetAddress.getLoopbackAddress(), 0);
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(address, port);
    }

    /** The address of the endpoint once its port is known. */
    String url(int actualPort) {
        String host = address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }

    boolean isForThisMachineOnly() {
        return address.isLoopbackAddress();
    }

    /** Why it could not be had, and what to do. */
    BindException refused(BindException cause) {
        String advice = "; choose another with --port, or a free one with --port 0";
        if (!isOfThisMachine()) {
            return new BindException("this machine has no address " + address.getHostAddress());
        }
        if (String.valueOf(cause.getMessage()).contains("denied")) {
            return new BindException("port " + port + " needs privileges" + advice);
        }
        return new BindException(
                "port " + port + " is taken" + (isServed() ? " by another 'runner serve'" : "") + advice);
    }

    private boolean isOfThisMachine() {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return true;
        }
    }

    /** Whether one like us has the port. */
    private boolean isServed() {
        try {
            InetAddress asked = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            URI health = URI.create(new Listening(asked, port).url(port) + "/healthz");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try {
                return MetricsEndpoint.SERVER.equals(connection.getHeaderField("Server"));
            } finally {
                connection.disconnect();
            }
        } catch (IOException silent) {
            return false;
        }
    }
}
