package io.runnerwatchdog.internal.jvm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a JVM's threads were at.
 *
 * @param threads its Java threads in the order of the dump; none of those that only the JVM knows, such as collectors
 * @param deadlocks those that the JVM has found itself
 */
public record ThreadDump(List<JavaThread> threads, List<Deadlock> deadlocks) {
    /**
     * Threads that wait for each other in a ring.
     *
     * @param cycle each thread and what it waits for; the holder of one is the thread of another
     */
    public record Deadlock(List<Step> cycle) {
        public Deadlock {
            cycle = List.copyOf(cycle);
        }

        /** The names of its threads. */
        public List<String> names() {
            return cycle.stream().map(Step::thread).toList();
        }
    }

    /**
     * One that waits in a deadlock.
     *
     * @param thread its name
     * @param address the object that it waits for
     * @param className the object's class; empty for what is no object of Java
     * @param holder the name of the thread that holds it; empty where the JVM does not know it
     */
    public record Step(String thread, String address, String className, String holder) {
        public Step {
            Objects.requireNonNull(thread, "thread");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(holder, "holder");
        }
    }

    public ThreadDump {
        threads = List.copyOf(threads);
        deadlocks = List.copyOf(deadlocks);
    }

    /**
     * Who holds it. For what threads park for that is known only of deadlocks, unless the dump lists synchronizers; what is
     * waited on to be notified is held by nobody.
     */
    public Optional<JavaThread> ownerOf(JavaThread.Lock lock) {
        if (lock.how() == JavaThread.How.WAITING_ON) {
            return Optional.empty();
        }
        Optional<JavaThread> holder = threads.stream()
                .filter(thread -> thread.holds().contains(lock.address()))
                .findFirst();
        return holder.isPresent() ? holder : inDeadlock(lock.address());
    }

    private Optional<JavaThread> inDeadlock(String address) {
        return step(step -> step.address().equals(address))
                .flatMap(held -> step(step -> step.thread().equals(held.holder())))
                // Names need not be unique: the holder is the one that waits for what it is said to wait for.
                .flatMap(holder -> threads.stream()
                        .filter(thread -> thread.name().equals(holder.thread()))
                        .filter(thread -> thread.waitsFor()
                                .filter(lock -> lock.address().equals(holder.address()))
                                .isPresent())
                        .findFirst());
    }

    private Optional<Step> step(Predicate<Step> wanted) {
        return deadlocks.stream()
                .flatMap(deadlock -> deadlock.cycle().stream())
                .filter(wanted)
                .findFirst();
    }
}
