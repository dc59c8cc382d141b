package io.runnerwatchdog.internal.cgroup;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What all processes of a group may use together.
 *
 * @param memoryMaxBytes bytes of memory, greater than 0; beyond it the kernel kills all of the group; empty: no limit
 * @param pidsMax processes and threads, greater than 0; beyond it none can be started; empty: no limit
 */
public record CgroupLimits(OptionalLong memoryMaxBytes, OptionalLong pidsMax) {
    /** No limit. */
    public static final CgroupLimits NONE = new CgroupLimits(OptionalLong.empty(), OptionalLong.empty());

    public CgroupLimits {
        requirePositive(memoryMaxBytes, "memoryMaxBytes");
        requirePositive(pidsMax, "pidsMax");
    }

    private static void requirePositive(OptionalLong value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isPresent() && value.getAsLong() <= 0) {
            throw new IllegalArgumentException(name + " must be > 0, was " + value.getAsLong());
        }
    }
}
