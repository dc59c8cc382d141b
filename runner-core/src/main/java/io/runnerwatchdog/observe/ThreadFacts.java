package io.runnerwatchdog.observe;

import java.util.Objects;

/**
 * One thread at one moment.
 *
 * @param tid the thread number; the first thread's is the process number
 * @param name the kernel's name for it, at most 15 bytes; hostile text
 * @param state what the scheduler says
 * @param ranNanos time on a CPU so far
 * @param waitedNanos time it could have run and did not get a CPU; booked only when it next gets one
 * @param slices how often it was given a CPU so far: unchanged between two snapshots means that it did not run
 * @param waitsFor what it waits for
 */
public record ThreadFacts(
        long tid, String name, ProcessState state, long ranNanos, long waitedNanos, long slices, Wait waitsFor) {
    public ThreadFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(waitsFor, "waitsFor");
    }
}
