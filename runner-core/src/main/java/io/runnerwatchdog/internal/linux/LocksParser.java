package io.runnerwatchdog.internal.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Parses {@code /proc/locks}, see proc_locks(5). */
final class LocksParser {
    private static final int MODE_FIELD = 3;
    private static final int PID_FIELD = 4;
    private static final int FILE_FIELD = 5;

    /**
     * One lock.
     *
     * @param number which lock; those that wait for it have the same
     * @param waits whether this is one that waits
     * @param writes whether it shuts all others out
     * @param pid who holds it or waits for it; empty for locks that belong to an open file
     * @param device the file's device, {@code major:minor} in hexadecimal
     * @param inode the file's inode
     */
    record Lock(long number, boolean waits, boolean writes, OptionalLong pid, String device, long inode) {
        /** Whether it is on this file; {@code mountDevice} is {@code major:minor} in decimal, empty where not known. */
        boolean isOn(long fileInode, String mountDevice) {
            return inode == fileInode
                    && (mountDevice.isEmpty() || decimal(device).equals(mountDevice));
        }

        private static String decimal(String hex) {
            int colon = hex.indexOf(':');
            return colon < 0
                    ? hex
                    : Numbers.parseHex(hex.substring(0, colon)).orElse(-1) + ":"
                            + Numbers.parseHex(hex.substring(colon + 1)).orElse(-1);
        }
    }

    private LocksParser() {}

    static List<Lock> parse(String text) {
        List<Lock> locks = new ArrayList<>();
        text.lines().forEach(line -> {
            String[] fields = line.replace("-> ", "").trim().split(" +");
            if (fields.length <= FILE_FIELD || !fields[0].endsWith(":")) {
                return;
            }
            OptionalLong number = Numbers.parse(fields[0].substring(0, fields[0].length() - 1));
            OptionalLong pid = Numbers.parse(fields[PID_FIELD]);
            String file = fields[FILE_FIELD];
            OptionalLong inode = Numbers.parse(file.substring(file.lastIndexOf(':') + 1));
            if (number.isPresent() && inode.isPresent()) {
                OptionalLong owner = pid.isPresent() && pid.getAsLong() > 0 ? pid : OptionalLong.empty();
                locks.add(new Lock(
                        number.getAsLong(),
                        line.contains("->"),
                        fields[MODE_FIELD].equals("WRITE"),
                        owner,
                        file.substring(0, Math.max(0, file.lastIndexOf(':'))),
                        inode.getAsLong()));
            }
        });
        return locks;
    }

    /**
     * Who holds the lock that {@code waiter} waits for, or else some lock on the file; a lock of an open file has no holder.
     *
     * @param inode the file whose lock is meant, since threads of one process may wait for several; empty where not known
     */
    static OptionalLong holder(List<Lock> locks, long waiter, OptionalLong inode) {
        OptionalLong number = waiting(locks, waiter)
                .filter(lock -> inode.isEmpty() || lock.inode() == inode.getAsLong())
                .mapToLong(Lock::number)
                .findFirst();
        return locks.stream()
                .filter(lock -> !lock.waits() && lock.pid().isPresent())
                .filter(lock -> number.isPresent()
                        ? lock.number() == number.getAsLong()
                        : inode.isPresent() && lock.inode() == inode.getAsLong())
                .mapToLong(lock -> lock.pid().getAsLong())
                .findFirst();
    }

    /** A lock that this process waits for. */
    static Optional<Lock> waitedFor(List<Lock> locks, long waiter) {
        return waiting(locks, waiter).findFirst();
    }

    private static Stream<Lock> waiting(List<Lock> locks, long waiter) {
        return locks.stream().filter(lock -> lock.waits() && lock.pid().equals(OptionalLong.of(waiter)));
    }
}
