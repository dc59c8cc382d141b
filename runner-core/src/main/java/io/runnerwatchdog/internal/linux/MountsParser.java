package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.MountFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
            String[] source = line.substring(dash + 3).split(" ");
            Numbers.parse(fields[0])
                    .ifPresent(id -> mounts.put(
                            id,
                            new Mount(
                                    fields[DEVICE],
                                    new MountFacts(source[0], source.length > 1 ? source[1] : "", fields[POINT]))));
        });
        return mounts;
    }

    /** The mount that an absolute path belongs to, by its text alone: nothing is looked up. */
    static Optional<MountFacts> of(Map<Long, Mount> mounts, String path) {
        Optional<MountFacts> longest = Optional.empty();
        for (Mount mount : mounts.values()) {
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
