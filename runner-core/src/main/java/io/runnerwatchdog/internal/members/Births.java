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

    // The kernel's numbers must fit to what is known to be born since, or they are counted elsewhere: a container
    // can be shown those of its host. Guarded by this.
    private long newestKnown;
    private boolean countedElsewhere;

    /** From now on. */
    public Births(Census census) {
        this.census = census;
        this.newestBefore = census.table().newestNumber();
        this.begun = census.now();
    }

    /** This number was given to a process since. */
    public synchronized void know(long pid) {
        newestKnown = Math.max(newestKnown, pid);
        countedElsewhere |= newestBefore.isPresent() && pid <= newestBefore.getAsLong();
    }

    private synchronized boolean fits(long newest) {
        return !countedElsewhere && newest >= newestKnown;
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
                    || !fits(newest.getAsLong())
                    || newest.getAsLong() < seen
                    || newest.getAsLong() - first > MOST_NUMBERS) {
                return false;
            }
            if (newest.getAsLong() == seen) {
                return true;
            }
            while (seen < newest.getAsLong()) {
                seen++;
                if (census.alive(seen).isPresent()) {
                    return false;
                }
            }
            // Who was seen dead may have left a successor that was born since: once more.
        }
        return false;
    }
}
