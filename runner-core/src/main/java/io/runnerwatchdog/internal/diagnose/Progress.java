package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a silent tree did anything between two looks; what it received, {@link Arrivals} tell. */
public final class Progress {
    /** Timers and housekeeping of an idle program stay below one percent of a core. */
    private static final long IDLE_SHARE = 100;

    private Progress() {}

    /** True where processes came or went, CPU time was used, or bytes were read or written. */
    public static boolean between(TreeSnapshot before, TreeSnapshot after) {
        if (!members(before).equals(members(after))) {
            return true;
        }
        long window = after.takenAtNanos() - before.takenAtNanos();
        long used = after.cpuTime().minus(before.cpuTime()).toNanos();
        return used > window / IDLE_SHARE || after.ioBytes() != before.ioBytes();
    }

    private static Set<ProcessIdentity> members(TreeSnapshot tree) {
        return tree.processes().stream()
                .filter(process -> !process.state().isDead())
                .map(ProcessFacts::identity)
                .collect(Collectors.toSet());
    }
}
