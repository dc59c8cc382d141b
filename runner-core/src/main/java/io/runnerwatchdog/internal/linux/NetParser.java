package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.SocketFacts;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;

/** Parses the socket tables {@code /proc/PID/net/{tcp,tcp6,udp,udp6,unix}}, see proc_pid_net(5). */
final class NetParser {
    private static final String[] STATES = {
        "",
        "ESTABLISHED",
        "SYN_SENT",
        "SYN_RECV",
        "FIN_WAIT1",
        "FIN_WAIT2",
        "TIME_WAIT",
        "CLOSE",
        "CLOSE_WAIT",
        "LAST_ACK",
        "LISTEN",
        "CLOSING"
    };
    private static final int INET_FIELDS = 10;
    private static final int UNIX_FIELDS = 7;
    private static final int IPV4_DIGITS = 8;
    private static final String MAPPED = "0000000000000000FFFF0000";

    private NetParser() {}

    /** Sockets by inode. */
    static Map<Long, SocketFacts> inet(String protocol, String text) {
        Map<Long, SocketFacts> sockets = new HashMap<>();
        text.lines().skip(1).forEach(line -> {
            String[] fields = line.trim().split(" +");
            if (fields.length < INET_FIELDS) {
                return;
            }
            OptionalLong inode = Numbers.parse(fields[9]);
            OptionalLong state = Numbers.parseHex(fields[3]);
            String[] queues = fields[4].split(":");
            if (inode.isEmpty() || inode.getAsLong() == 0 || state.isEmpty() || queues.length != 2) {
                return;
            }
            sockets.put(
                    inode.getAsLong(),
                    new SocketFacts(
                            protocol,
                            address(fields[1]),
                            address(fields[2]),
                            stateName(protocol, state.getAsLong()),
                            Numbers.parseHex(queues[0]).orElse(0),
                            Numbers.parseHex(queues[1]).orElse(0),
                            (int) Numbers.parseHex(fields[6]).orElse(0)));
        });
        return sockets;
    }

    private static String stateName(String protocol, long state) {
        // UDP has no states; the kernel shows CLOSE for it, which would only mislead.
        return protocol.equals("udp") || state <= 0 || state >= STATES.length ? "" : STATES[(int) state];
    }

    /** {@code 0100007F:0016} to {@code 127.0.0.1:22}; empty for the wildcard with port 0. */
    static String address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return "";
        }
        long port = Numbers.parseHex(text.substring(colon + 1)).orElse(0);
        String host = text.substring(0, colon);
        if (port == 0 && host.chars().allMatch(digit -> digit == '0')) {
            return "";
        }
        return (host.length() == IPV4_DIGITS ? ipv4(host) : ipv6(host)) + ":" + port;
    }

    private static String ipv4(String hex) {
        long address = Numbers.parseHex(hex).orElse(0);
        // Printed as a number of the machine's byte order; both supported architectures are little-endian.
        return (address & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address >> 16 & 0xFF) + "."
                + (address >> 24 & 0xFF);
    }

    private static String ipv6(String hex) {
        if (hex.length() == MAPPED.length() + IPV4_DIGITS && hex.startsWith(MAPPED)) {
            return ipv4(hex.substring(MAPPED.length()));
        }
        StringBuilder text = new StringBuilder("[");
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            for (int word = 0; word + 4 <= bytes.length; word += 4) {
                text.append(word == 0 ? "" : ":")
                        .append(Integer.toHexString((bytes[word + 3] & 0xFF) << 8 | bytes[word + 2] & 0xFF))
                        .append(':')
                        .append(Integer.toHexString((bytes[word + 1] & 0xFF) << 8 | bytes[word] & 0xFF));
            }
        } catch (IllegalArgumentException malformed) {
            return hex;
        }
        return text.append(']').toString();
    }

    /** Unix sockets by inode. */
    static Map<Long, SocketFacts> unix(String text) {
        Map<Long, SocketFacts> sockets = new HashMap<>();
        text.lines().skip(1).forEach(line -> {
            String[] fields = line.trim().split(" +", UNIX_FIELDS + 1);
            if (fields.length < UNIX_FIELDS) {
                return;
            }
            String path = fields.length > UNIX_FIELDS ? fields[UNIX_FIELDS] : "";
            Numbers.parse(fields[6])
                    .ifPresent(inode -> sockets.put(
                            inode, new SocketFacts("unix", path, "", unixState(fields[3], fields[5]), 0, 0, 0)));
        });
        return sockets;
    }

    /** Flag 00010000 is __SO_ACCEPTCON; state 03 is SS_CONNECTED. */
    private static String unixState(String flags, String state) {
        return flags.equals("00010000") ? "LISTEN" : state.equals("03") ? "CONNECTED" : "";
    }
}
