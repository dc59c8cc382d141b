package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.GroupFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the control groups that limit a process' CPU have to say; both versions. Thread-safe. */
final class ControlGroups {
    private static final int MOST_PARTS = 3;
    private static final int DEEPEST = 32;

    private final ProcFs proc;
    private final ProcFs groups;

    /** @param groups where the hierarchies are mounted, most often {@code /sys/fs/cgroup} */
    ControlGroups(ProcFs proc, ProcFs groups) {
        this.proc = proc;
        this.groups = groups;
    }

    /** Empty where it is in no group with a quota, or none can be read. */
    Optional<GroupFacts> of(long pid) {
        for (String line : proc.text(pid + "/cgroup").orElse("").split("\n")) {
            String[] parts = line.split(":", MOST_PARTS);
            if (parts.length == MOST_PARTS && parts[2].startsWith("/") && !parts[2].contains("..")) {
                Optional<GroupFacts> facts = facts(parts[1], parts[2]);
                if (facts.isPresent()) {
                    return facts;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<GroupFacts> facts(String controllers, String path) {
        boolean second = controllers.isEmpty();
        if (!second && !List.of(controllers.split(",")).contains("cpu")) {
            return Optional.empty();
        }
        List<String> mounts = second ? List.of("", "unified") : List.of("cpu", controllers, "cpu,cpuacct");
        return mounts.stream().flatMap(mount -> upwards(mount, path).stream()).findFirst();
    }

    /**
     * What this group and those above it have counted, together: a quota holds for all below it, so the one that runs out may
     * be any of them, another one each time. Which one it was is not told: the sum grows whichever it is.
     */
    private Optional<GroupFacts> upwards(String mount, String path) {
        long periods = 0;
        Duration throttled = Duration.ZERO;
        boolean counted = false;
        String group = path;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String stat = groups.text(relative(mount + group) + "/cpu.stat").orElse("");
            OptionalLong own = CountersParser.named(stat, "nr_throttled");
            if (own.isPresent()) {
                counted = true;
                periods += own.getAsLong();
                throttled = throttled.plus(throttled(stat));
            }
            if (group.length() <= 1) {
                break;
            }
            group = group.substring(0, Math.max(1, group.lastIndexOf('/')));
        }
        return counted ? Optional.of(new GroupFacts(path, periods, throttled)) : Optional.empty();
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** Nanoseconds in the first version, microseconds in the second. */
    private static Duration throttled(String stat) {
        OptionalLong nanos = CountersParser.named(stat, "throttled_time");
        long micros = CountersParser.named(stat, "throttled_usec").orElse(0);
        return nanos.isPresent()
                ? Duration.ofNanos(nanos.getAsLong())
                : Duration.ofMillis(micros / 1000).plusNanos(micros % 1000 * 1000);
    }
}
