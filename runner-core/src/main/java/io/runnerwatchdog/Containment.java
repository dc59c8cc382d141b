package io.runnerwatchdog;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * By what the processes of a run are held together, so that none escapes the stop. Immutable. The result of a run says
 * what held: {@link io.runnerwatchdog.run.RunResult#containedBy()}.
 *
 * @param kind how
 * @param memoryMaxBytes for {@link Kind#CGROUP}: how much memory a run may use in all, in bytes, greater than 0; beyond it
 *     the kernel kills all of it; empty: no limit
 * @param maxProcesses for {@link Kind#CGROUP}: how many processes and threads a run may have, greater than 0; beyond it it
 *     cannot start more; empty: no limit
 */
public record Containment(Kind kind, OptionalLong memoryMaxBytes, OptionalLong maxProcesses) {
    /** How processes are held together. */
    public enum Kind {
        /** By what they have in common, see {@link io.runnerwatchdog.run.ContainedBy#TRACES}. Costs nothing at the start. */
        TRACES,
        /**
         * By a mark besides, a number in a resource limit that Linux no longer uses ({@code RLIMIT_LOCKS}, see
         * getrlimit(2)): it is inherited, and kept whatever a process does to its environment, its session and its
         * descriptors. A shell sets it before the command begins, which costs about half a millisecond.
         */
        MARK,
        /**
         * By a control group of its own (Linux with cgroup v2, where the host may make groups): the kernel keeps the list
         * of its members. A shell joins it before the command begins, which costs about a millisecond. Where none can be
         * made, the log says so once and runs are held by {@link #MARK}.
         */
        CGROUP
    }

    /** By traces. The default. */
    public static final Containment TRACES = new Containment(Kind.TRACES, OptionalLong.empty(), OptionalLong.empty());

    /** By traces and a mark. */
    public static final Containment MARK = new Containment(Kind.MARK, OptionalLong.empty(), OptionalLong.empty());

    /** By a control group without limits. */
    public static final Containment CGROUP = new Containment(Kind.CGROUP, OptionalLong.empty(), OptionalLong.empty());

    public Containment {
        Objects.requireNonNull(kind, "kind");
        requireFitting(memoryMaxBytes, "memoryMaxBytes", kind);
        requireFitting(maxProcesses, "maxProcesses", kind);
    }

    private static void requireFitting(OptionalLong value, String name, Kind kind) {
        Objects.requireNonNull(value, name);
        if (value.isPresent() && value.getAsLong() <= 0) {
            throw new IllegalArgumentException(name + " must be > 0, was " + value.getAsLong());
        }
        if (value.isPresent() && kind != Kind.CGROUP) {
            throw new IllegalArgumentException(name + " needs the kind CGROUP, was " + kind);
        }
    }

    /** This containment with another limit of memory. */
    public Containment memoryMax(long bytes) {
        return new Containment(kind, OptionalLong.of(bytes), maxProcesses);
    }

    /** This containment with another limit of processes and threads. */
    public Containment maxProcesses(long most) {
        return new Containment(kind, memoryMaxBytes, OptionalLong.of(most));
    }
}
