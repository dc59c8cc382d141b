package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.WaitChain;
import java.util.List;

/** Looks at the processes of a tree. Bounded in time, never throws, thread-safe. */
public interface TreeEyes {
    /**
     * A tree that was looked at closely.
     *
     * @param snapshot its processes with their threads and waits
     * @param chain who waits for whom
     */
    record Look(TreeSnapshot snapshot, WaitChain chain) {}

    /** All that can be seen of these processes, the root first. */
    Look look(List<Long> pids);

    /** Only what they have done so far: CPU time and bytes. Cheap. */
    TreeSnapshot totals(List<Long> pids);
}
