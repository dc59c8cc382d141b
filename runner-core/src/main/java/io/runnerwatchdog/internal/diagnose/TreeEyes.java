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

    /** Listens whether anything arrives at a tree's connections. Not thread-safe. */
    interface Ear {
        /** Hears nothing. */
        Ear DEAF = new Ear() {
            @Override
            public boolean hears() {
                return false;
            }

            @Override
            public Optional<Duration> pause() {
                return Optional.empty();
            }
        };

        /** One more look: whether something has arrived since the one before. */
        boolean hears();

        /** After how long the next look is worth it; empty where nobody waits at a socket, or is on the way there. */
        Optional<Duration> pause();
    }

    /**
     * All that can be seen of these processes, the root first.
     *
     * @param earlier the same tree a moment before, where there was one
     */
    TreeSnapshot look(List<Long> pids, Optional<TreeSnapshot> earlier);

    /** Only what they have done so far: CPU time and bytes. Cheap. */
    TreeSnapshot totals(List<Long> pids);

    /** Listens at the connections of these processes; a process that is born later is not heard. */
    Ear listen(List<Long> pids);

    /** A watch over what this tree tries in passing from now on; empty where nobody in it sleeps, or enough are watched. */
    Optional<Watch> watch(TreeSnapshot first);

    /** What the language runtimes in this tree say of their threads. */
    RuntimeViews ask(TreeSnapshot tree, Duration patience);
}
