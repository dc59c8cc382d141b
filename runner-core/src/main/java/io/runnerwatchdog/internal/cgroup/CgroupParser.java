package io.runnerwatchdog.internal.cgroup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses {@code /proc/PID/cgroup} and the files of a group, see cgroups(7). */
final class CgroupParser {
    private static final String UNIFIED = "0::/";
    private static final Pattern PID = Pattern.compile("0*[1-9]\\d{0,17}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private CgroupParser() {}

    /**
     * The path of the process's group of v2, as {@code /proc/PID/cgroup} has it.
     *
     * <p>Lines end in a newline only: a name may hold a carriage return, and the kernel does not escape it here.
     */
    static Optional<String> ownGroup(String text) {
        for (String line : text.split("\n")) {
            if (line.startsWith(UNIFIED)) {
                return Optional.of(line.substring(UNIFIED.length() - 1));
            }
        }
        return Optional.empty();
    }

    /** The process numbers in {@code cgroup.procs}. A process of another pid namespace is 0 there and left out. */
    static List<Long> pids(String text) {
        List<Long> pids = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (PID.matcher(line).matches()) {
                pids.add(Long.parseLong(line));
            }
        }
        return pids;
    }

    /** What {@code cgroup.events} says of {@code key}; empty where it does not name it. */
    static Optional<Boolean> event(String text, String key) {
        for (String line : text.split("\n")) {
            if (line.startsWith(key + " ")) {
                return Optional.of(!line.substring(key.length()).strip().equals("0"));
            }
        }
        return Optional.empty();
    }

    /** The names in {@code cgroup.controllers} or {@code cgroup.subtree_control}. */
    static Set<String> controllers(String text) {
        Set<String> names = new LinkedHashSet<>(List.of(GAP.split(text)));
        names.remove("");
        return names;
    }
}
