package io.runnerwatchdog.internal.jvm;

import java.util.List;
import java.util.Set;

/** Parses {@code /proc/PID/mountinfo} for what lies under {@code /tmp}, see proc_pid_mountinfo(5). */
final class TemporaryMountParser {
    private static final int POINT_FIELD = 4;

    /** Optional fields stand between these and a lone hyphen; there may be none. */
    private static final int FIRST_OPTIONAL_FIELD = 6;

    /** That no server and no process can hold up. Others exist; not knowing one costs a dump, trusting one a thread. */
    private static final Set<String> LOCAL = Set.of(
            "bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "ramfs", "rootfs", "tmpfs", "xfs", "zfs");

    private TemporaryMountParser() {}

    /** Whether all that is mounted on the way to {@code /tmp} is local; false where nothing is told. */
    static boolean isLocal(String mountInfo) {
        boolean anything = false;
        for (String line : mountInfo.split("\n")) {
            // A path may hold any other white space: only the space parts fields.
            List<String> fields = List.of(line.split(" ", -1));
            if (fields.size() <= FIRST_OPTIONAL_FIELD || !isOnTheWay(fields.get(POINT_FIELD))) {
                continue;
            }
            List<String> optional = fields.subList(FIRST_OPTIONAL_FIELD, fields.size());
            int type = optional.indexOf("-") + 1;
            // Also one that lies under another mount: which of two is on top is not worth being wrong about.
            if (type == 0 || type == optional.size() || !LOCAL.contains(optional.get(type))) {
                return false;
            }
            anything = true;
        }
        return anything;
    }

    private static boolean isOnTheWay(String point) {
        return point.equals("/") || point.equals("/tmp");
    }
}
