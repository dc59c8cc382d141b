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
        COOKIE,
        /** It was in a session or process group that a member had begun. */
        SESSION,
        /** It held the pipe that the run's output came through. */
        OUTPUT,
        /** It carried the mark that the run was given. */
        MARK,
        /** It was in the control group that the run was started in. */
        CGROUP
    }

    /** What can be sent to a process. */
    public enum Signal {
        /** The polite one: end, please. */
        TERM,
        /** Go on, to a process that was stopped, so that it can hear the polite one. */
        CONT,
        /** Stand still, to a tree that makes processes faster than they can be counted. */
        STOP,
        /** The forced one. */
        KILL
    }

    /**
     * A signal that was sent.
     *
     * @param after how long after the stop began
     */
    public record Sent(Signal signal, Duration after) {
        public Sent {
            Objects.requireNonNull(signal, "signal");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * One process and what became of it.
     *
     * @param process which process
     * @param name its short name; hostile text
     * @param command its command line when it was found, bounded, with what looks like a secret masked; hostile text
     * @param membership why it was ours
     * @param signals what was sent to it, in order
     * @param diedAfter when it was seen dead, from the beginning of the stop; empty: it lives still
     * @param unkillable whether it was left in an uninterruptible wait of the kernel (state D), where no signal reaches it
     */
    public record StoppedProcess(
            ProcessIdentity process,
            String name,
            String command,
            Membership membership,
            List<Sent> signals,
            Optional<Duration> diedAfter,
            boolean unkillable) {
        public StoppedProcess {
            Objects.requireNonNull(process, "process");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(membership, "membership");
            signals = List.copyOf(signals);
            Objects.requireNonNull(diedAfter, "diedAfter");
        }

        /** Whether it was asked to end (SIGTERM). */
        public boolean terminated() {
            return was(Signal.TERM);
        }

        /** Whether it was forced to (SIGKILL). */
        public boolean killed() {
            return was(Signal.KILL);
        }

        private boolean was(Signal signal) {
            return signals.stream().anyMatch(sent -> sent.signal() == signal);
        }

        /** For people: {@code sleep[4711]}. */
        public String label() {
            return name + "[" + process.pid() + "]";
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
