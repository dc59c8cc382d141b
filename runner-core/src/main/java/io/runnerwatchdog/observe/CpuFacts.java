package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a thread had of the CPU so far, and what it may claim.
 *
 * @param ranNanos time on a CPU
 * @param waitedNanos time it could have run and did not get a CPU; booked only when it next gets one
 * @param slices how often it was given a CPU: unchanged between two snapshots means that it did not run
 * @param policy its scheduling class, for example {@code normal}, {@code batch}, {@code idle}, {@code fifo}
 * @param nice its niceness, -20 to 19
 * @param sinceRan how long ago it last ran; empty where the kernel does not tell
 */
public record CpuFacts(
        long ranNanos, long waitedNanos, long slices, String policy, int nice, Optional<Duration> sinceRan) {
    /** Nothing known. */
    public static final CpuFacts NONE = new CpuFacts(0, 0, 0, "normal", 0, Optional.empty());

    public CpuFacts {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(sinceRan, "sinceRan");
    }

    /** Whether it asks for less of the CPU than others get; empty text where it does not. */
    public String modesty() {
        String text = nice > 0 ? "nice " + nice : "";
        return policy.equals("idle") ? (text + " scheduling class idle").strip() : text;
    }
}
