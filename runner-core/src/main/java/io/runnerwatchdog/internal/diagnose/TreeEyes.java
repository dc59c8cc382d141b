package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at the processes of a tree. Bounded in time, never throws, thread-safe. */
public interface TreeEyes {
    /** Watches what a tree tries in passing. Not thread-safe. */
    interface Watch {
        /** One glance, of some ten microseconds. */
        void glance();

        /** No more glances; what was seen. */
        Interlude end();
    }

    /**
     * All that can be seen of these processes, the root first.
     *
     * @param earlier the same tree a moment before, where there was one
     */
    TreeSnapshot look(List<Long> pids, Optional<TreeSnapshot> earlier);

    /** Only what they have done so far: CPU time and bytes. Cheap. */
    TreeSnapshot totals(List<Long> pids);

    /** A watch over what this tree tries in passing from now on; empty where nobody in it sleeps, or enough are watched. */
    Optional<Watch> watch(TreeSnapshot first);

    /** What the language runtimes in this tree say of their threads. */
    RuntimeViews ask(TreeSnapshot tree, Duration patience);
}
