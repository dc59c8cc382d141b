package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.SocketFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sockets of one network namespace at one moment. Each table is read when the ones before it did not have what was asked
 * for, and then kept: on a machine with many connections one takes the kernel milliseconds. Thread-safe.
 */
final class SocketTables {
    /** In the order in which they are searched. */
    private enum Table {
        TCP("tcp", false),
        UNIX("unix", false),
        UDP("udp", false),
        TCP6("tcp", true),
        UDP6("udp", true);

        private final String protocol;
        private final boolean six;

        Table(String protocol, boolean six) {
            this.protocol = protocol;
            this.six = six;
        }

        private Map<Long, SocketFacts> parse(String text) {
            return this == UNIX ? NetParser.unix(text) : NetParser.inet(protocol, text);
        }

        private String file() {
            return six ? protocol + "6" : protocol;
        }
    }

    private final ProcFs proc;
    private final Map<Table, Map<Long, SocketFacts>> tables = new EnumMap<>(Table.class);

    SocketTables(ProcFs proc) {
        this.proc = proc;
    }

    /** The socket of this inode; empty where no table has it. */
    Optional<SocketFacts> find(long pid, long inode) {
        for (Table table : Table.values()) {
            SocketFacts found = table(pid, table).get(inode);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The unix socket of this inode. */
    Optional<SocketFacts> findUnix(long pid, long inode) {
        return Optional.ofNullable(table(pid, Table.UNIX).get(inode));
    }

    /** The inodes of sockets that have the other end of a connection within this namespace. */
    synchronized List<Long> peersOf(long pid, SocketFacts socket) {
        List<Long> peers = new ArrayList<>();
        for (Table table : Table.values()) {
            // A socket of the sixth version may talk to one of the fourth, under the same addresses.
            boolean worthReading = tables.containsKey(table) || isToItself(socket);
            if (table.protocol.equals(socket.protocol()) && worthReading) {
                table(pid, table).forEach((inode, other) -> {
                    if (other.local().equals(socket.remote()) && other.remote().equals(socket.local())) {
                        peers.add(inode);
                    }
                });
            }
        }
        return peers;
    }

    /** Whether both ends are on one machine, by their addresses. */
    private static boolean isToItself(SocketFacts socket) {
        String remote = host(socket.remote());
        return remote.equals(host(socket.local())) || remote.startsWith("127.") || remote.equals("[0:0:0:0:0:0:0:1]");
    }

    private static String host(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    /** Read through any process of the namespace. */
    private synchronized Map<Long, SocketFacts> table(long pid, Table table) {
        return tables.computeIfAbsent(
                table,
                unread -> proc.text(pid + "/net/" + table.file())
                        .map(table::parse)
                        .orElse(Map.of()));
    }
}
