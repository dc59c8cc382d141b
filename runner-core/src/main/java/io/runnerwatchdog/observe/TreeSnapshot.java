package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts of a process tree at one moment. Immutable.
 *
 * @param takenAtNanos when, on the watchdog's {@code Ticker}; only differences mean something
 * @param processes its members, the root first where it still lives; may be empty: it can end while it is looked at
 * @param pressure how short of resources the machine is, where it tells
 */
public record TreeSnapshot(long takenAtNanos, List<ProcessFacts> processes, Optional<Pressure> pressure) {
    public TreeSnapshot {
        processes = List.copyOf(processes);
        Objects.requireNonNull(pressure, "pressure");
    }

    /** A tree on a machine that tells nothing of itself. */
    public TreeSnapshot(long takenAtNanos, List<ProcessFacts> processes) {
        this(takenAtNanos, processes, Optional.empty());
    }

    /** A tree of which nothing is known: it has ended, or the platform shows nothing. */
    public static TreeSnapshot empty(long takenAtNanos) {
        return new TreeSnapshot(takenAtNanos, List.of());
    }

    /** The first process of the step, or what is left at the top. */
    public Optional<ProcessFacts> root() {
        return processes.stream().findFirst();
    }

    /** The member with this number. */
    public Optional<ProcessFacts> find(long pid) {
        return processes.stream().filter(process -> process.pid() == pid).findFirst();
    }

    /** The same process in this snapshot, by number and start. */
    public Optional<ProcessFacts> find(ProcessIdentity identity) {
        Objects.requireNonNull(identity, "identity");
        return processes.stream()
                .filter(process -> process.identity().equals(identity))
                .findFirst();
    }

    /** The members whose parent is {@code pid}. */
    public List<ProcessFacts> childrenOf(long pid) {
        return processes.stream().filter(process -> process.parentPid() == pid).toList();
    }

    /** CPU time of all members so far. */
    public Duration cpuTime() {
        return processes.stream().map(ProcessFacts::cpuTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** Bytes read and written by all members so far, as far as that may be read. */
    public long ioBytes() {
        return processes.stream()
                .mapToLong(process -> process.io().map(IoFacts::bytes).orElse(0L))
                .sum();
    }
}
