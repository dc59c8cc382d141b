package io.runnerwatchdog.internal.members;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Who was born since a watchdog was made: a short look for those that live for a short time on a machine where little happens,
 * as in a host that runs one command. Thread-safe.
 */
public final class Births {
    /** Beyond that a look at the whole machine is cheaper. */
    private static final int MOST_NUMBERS = 64;

    /** In so short a time no machine gives out all its numbers and begins anew. */
    private static final long SHORT = Duration.ofSeconds(2).toNanos();

    private final Census census;
    private final OptionalLong newestBefore;
    private final long begun;

    // What is known for sure to have been born since; where the kernel's word does not fit to it, that is no kernel's
    // word.
    private volatile long newestKnown;

    /** From now on. */
    public Births(Census census) {
        this.census = census;
        this.newestBefore = census.table().newestNumber();
        this.begun = census.now();
    }

    /** This number was given to a process since. */
    public synchronized void know(long pid) {
        newestKnown = Math.max(newestKnown, pid);
    }

    /**
     * Whether no process lives that was born since, whosever. False where that is not known, or would take long to find out. A
     * process that is older and takes over what it is told by others, environment and all, is not looked for.
     */
    public boolean areNone() {
        if (newestBefore.isEmpty() || census.now() - begun > SHORT) {
            return false;
        }
        long first = newestBefore.getAsLong();
        for (long seen = first; seen - first <= MOST_NUMBERS; ) {
            OptionalLong newest = census.table().newestNumber();
            if (newest.isEmpty()
                    || newest.getAsLong() < Math.max(seen, newestKnown)
                    || newest.getAsLong() - first > MOST_NUMBERS) {
                return false;
            }
            if (newest.getAsLong() == seen) {
                return true;
            }
            if (!census.born(seen, newest.getAsLong()).isEmpty()) {
                return false;
            }
            // Who was seen dead may have left a successor that was born since.
            seen = newest.getAsLong();
        }
        return false;
    }
}
