package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One process at one moment.
 *
 * @param identity which process
 * @param parentPid its parent at that moment
 * @param name the kernel's short name; hostile text
 * @param commandLine its arguments as it shows them itself, empty where they cannot be read; hostile text
 * @param state what the scheduler says of its first thread
 * @param processGroup its process group
 * @param session its session
 * @param cpuTime CPU time of all its threads so far, in steps of the kernel's clock tick
 * @param childrenCpuTime the same of its children that have ended and were collected
 * @param io what it read and wrote so far; empty where that may not be read
 * @param majorFaults page faults that needed a disk so far
 * @param threads its threads, the first one first; empty where only the process as a whole was sampled
 * @param contentions files that it has open while somebody else has them locked
 * @param group its control group, where that was looked at
 * @param unreadable what could not be read, and why that matters, for example {@code syscall}
 */
public record ProcessFacts(
        ProcessIdentity identity,
        long parentPid,
        String name,
        List<String> commandLine,
        ProcessState state,
        long processGroup,
        long session,
        Duration cpuTime,
        Duration childrenCpuTime,
        Optional<IoFacts> io,
        long majorFaults,
        List<ThreadFacts> threads,
        List<Contention> contentions,
        Optional<GroupFacts> group,
        List<String> unreadable) {
    public ProcessFacts {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(name, "name");
        commandLine = List.copyOf(commandLine);
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cpuTime, "cpuTime");
        Objects.requireNonNull(childrenCpuTime, "childrenCpuTime");
        Objects.requireNonNull(io, "io");
        threads = List.copyOf(threads);
        contentions = List.copyOf(contentions);
        Objects.requireNonNull(group, "group");
        unreadable = List.copyOf(unreadable);
    }

    /** The process number. */
    public long pid() {
        return identity.pid();
    }

    /** Its first thread, where threads were sampled. */
    public Optional<ThreadFacts> mainThread() {
        return threads.isEmpty() ? Optional.empty() : Optional.of(threads.get(0));
    }

    /** The same process with other facts of its threads. */
    public ProcessFacts withThreads(List<ThreadFacts> others) {
        return new ProcessFacts(
                identity,
                parentPid,
                name,
                commandLine,
                state,
                processGroup,
                session,
                cpuTime,
                childrenCpuTime,
                io,
                majorFaults,
                others,
                contentions,
                group,
                unreadable);
    }

    /** One of its threads. */
    public Optional<ThreadFacts> thread(long tid) {
        return threads.stream().filter(thread -> thread.tid() == tid).findFirst();
    }

    /** For people: {@code git[4711]}. */
    public String label() {
        return name + "[" + pid() + "]";
    }
}
