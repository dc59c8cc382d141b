package io.runnerwatchdog.observe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thread at one moment.
 *
 * @param tid the thread number; the first thread's is the process number
 * @param name the kernel's name for it, at most 15 bytes; hostile text
 * @param state what the scheduler says
 * @param cpu what it had of the CPU so far
 * @param waitsFor what it waits for
 * @param runtime what its language runtime says of it, where that was asked
 */
public record ThreadFacts(
        long tid, String name, ProcessState state, CpuFacts cpu, Wait waitsFor, Optional<RuntimeView> runtime) {
    /** As HotSpot names them; the kernel cuts at 15 bytes. */
    private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "ZWorker", "VM Thread", "Shenandoah");

    public ThreadFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cpu, "cpu");
        Objects.requireNonNull(waitsFor, "waitsFor");
        Objects.requireNonNull(runtime, "runtime");
    }

    /** A thread of which no runtime said anything. */
    public ThreadFacts(long tid, String name, ProcessState state, CpuFacts cpu, Wait waitsFor) {
        this(tid, name, state, cpu, waitsFor, Optional.empty());
    }

    /** Whether it is a thread of a Java runtime that collects garbage or stands for it. */
    public boolean collectsGarbage() {
        return COLLECTORS.stream().anyMatch(name::startsWith);
    }

    /** The same thread with what its runtime says. */
    public ThreadFacts with(RuntimeView view) {
        return new ThreadFacts(tid, name, state, cpu, waitsFor, Optional.of(view));
    }
}
