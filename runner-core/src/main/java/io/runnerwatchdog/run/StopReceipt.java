package io.runnerwatchdog.run;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was done to stop a tree, process by process.
 *
 * @param processes each member that was found
 * @param graceUsed from the first polite signal until the tree was dead or force was used
 * @param took from the first signal until nothing was left, or until we gave up
 */
public record StopReceipt(List<StoppedProcess> processes, Duration graceUsed, Duration took) {
    /** Why a process was taken for a member of the tree. */
    public enum Membership {
        /** The process we started. */
        ROOT,
        /** A descendant of it, seen while its parents lived. */
        DESCENDANT,
        /** It carries the run's cookie in its environment. */
        COOKIE
    }

    /**
     * One process and what became of it.
     *
     * @param process which process
     * @param name its short name; hostile text
     * @param membership why it was ours
     * @param terminated whether it was asked to end (SIGTERM)
     * @param killed whether it was forced to (SIGKILL)
     * @param diedAfter when it was seen dead, from the first signal on; empty: it lives still
     */
    public record StoppedProcess(
            ProcessIdentity process,
            String name,
            Membership membership,
            boolean terminated,
            boolean killed,
            Optional<Duration> diedAfter) {
        public StoppedProcess {
            Objects.requireNonNull(process, "process");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(membership, "membership");
            Objects.requireNonNull(diedAfter, "diedAfter");
        }
    }

    /** The receipt of a run that was not stopped. */
    public static final StopReceipt NONE = new StopReceipt(List.of(), Duration.ZERO, Duration.ZERO);

    public StopReceipt {
        processes = List.copyOf(processes);
        Objects.requireNonNull(graceUsed, "graceUsed");
        Objects.requireNonNull(took, "took");
    }

    /** The members that could not be stopped in time. */
    public List<StoppedProcess> survivors() {
        return processes.stream()
                .filter(process -> process.diedAfter().isEmpty())
                .toList();
    }

    /** Whether any member had to be forced. */
    public boolean forced() {
        return processes.stream().anyMatch(StoppedProcess::killed);
    }
}
