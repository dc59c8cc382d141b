package io.runnerwatchdog.observe;

/**
 * One process and no other: its number together with the moment it started, since numbers are used again.
 *
 * @param pid the process number, greater than 0
 * @param startTime when it started, in the platform's own unit (clock ticks since boot on Linux, milliseconds since
 *     1970 elsewhere); good for telling two processes apart, nothing else
 */
public record ProcessIdentity(long pid, long startTime) {
    public ProcessIdentity {
        if (pid <= 0) {
            throw new IllegalArgumentException("pid must be > 0, was " + pid);
        }
    }
}
