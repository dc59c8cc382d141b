package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.MountFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parses {@code /proc/PID/mountinfo}, see proc_pid_mountinfo(5). */
final class MountsParser {
    private static final int DEVICE = 2;
    private static final int POINT = 4;

    /** A mount and its device, {@code major:minor}. */
    record Mount(String device, MountFacts facts) {}

    private MountsParser() {}

    /** Mounts by their number. */
    static Map<Long, Mount> parse(String text) {
        Map<Long, Mount> mounts = new HashMap<>();
        text.lines().forEach(line -> {
            int dash = line.indexOf(" - ");
            String[] fields = line.split(" ");
            if (dash < 0 || fields.length <= POINT) {
                return;
            }
            String[] source = line.substring(dash + 3).split(" ", -1);
            Numbers.parse(fields[0])
                    .ifPresent(id -> mounts.put(
                            id,
                            new Mount(
                                    fields[DEVICE],
                                    new MountFacts(
                                            source[0],
                                            source.length > 1 ? unescaped(source[1]) : "",
                                            unescaped(fields[POINT])))));
        });
        return mounts;
    }

    /** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** The mount that an absolute path belongs to, by its text alone: nothing is looked up. */
    static Optional<MountFacts> of(Map<Long, Mount> mounts, String path) {
        Optional<MountFacts> longest = Optional.empty();
        // In the order in which they were mounted: of two at one place the later hides the other.
        for (Mount mount : new TreeMap<>(mounts).values()) {
            String point = mount.facts().point();
            boolean holds = path.equals(point) || path.startsWith(point.endsWith("/") ? point : point + "/");
            if (holds
                    && longest.filter(found -> found.point().length() > point.length())
                            .isEmpty()) {
                longest = Optional.of(mount.facts());
            }
        }
        return longest;
    }
}
