package io.runnerwatchdog.internal.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code /proc/PID/mountinfo} for what is mounted of cgroup v2, see proc_pid_mountinfo(5). */
final class MountInfoParser {
    private static final String TYPE = "cgroup2";
    private static final int ROOT_FIELD = 3;
    private static final int POINT_FIELD = 4;

    /** Optional fields stand between these and a lone hyphen; there may be none. */
    private static final int FIRST_OPTIONAL_FIELD = 6;

    /** The kernel writes space, tab, newline, backslash and # like this; other bytes as they are. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    /**
     * One mount of cgroup v2.
     *
     * @param root the group that is seen at the mount point; not always the root of all
     * @param point the mount point
     */
    record Mount(String root, String point) {
        /** Where below the mount point a group is seen, without a slash in front; empty if it is not below it. */
        Optional<String> below(String group) {
            String stem = root.equals("/") ? "" : root;
            if (!group.equals(stem) && !group.startsWith(stem + "/")) {
                return Optional.empty();
            }
            String rest = group.substring(stem.length()).replaceFirst("^/+", "");
            // Of a process outside the cgroup namespace the kernel says /../x, and that is not below anything here.
            boolean leadsOut = List.of(rest.split("/")).contains("..");
            return leadsOut ? Optional.empty() : Optional.of(rest);
        }
    }

    private MountInfoParser() {}

    static List<Mount> parse(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.split("\n")) {
            // A path may hold any other white space: only the space parts fields.
            List<String> fields = List.of(line.split(" ", -1));
            if (fields.size() <= FIRST_OPTIONAL_FIELD) {
                continue;
            }
            List<String> optional = fields.subList(FIRST_OPTIONAL_FIELD, fields.size());
            int type = optional.indexOf("-") + 1;
            if (type > 0 && type < optional.size() && optional.get(type).equals(TYPE)) {
                mounts.add(new Mount(unescaped(fields.get(ROOT_FIELD)), unescaped(fields.get(POINT_FIELD))));
            }
        }
        return mounts;
    }

    private static String unescaped(String field) {
        return ESCAPE.matcher(field)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseUnsignedInt(escape.group(1), 8))));
    }
}
