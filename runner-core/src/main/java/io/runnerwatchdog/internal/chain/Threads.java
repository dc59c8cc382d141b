package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which thread decides what its process waits for: the first one if its wait is explicit, else the most telling. */
final class Threads {
    /** A wait that began so long before the first thread's last activity is not what that thread now waits for. */
    private static final Duration OLD = Duration.ofSeconds(1);

    private static final double TOO_OLD = 0.6;
    private static final double POLLS = 0.45;
    private static final double SERVICE = 0.2;
    private static final int POLL_WAKES = 2;
    private static final double WORTH_IT = 0.35;
    private static final double COLLECTS = 0.5;

    /**
     * Threads of a Java or JavaScript runtime that serve it, whatever the program does, beside those that collect garbage; the
     * kernel cuts at 15 bytes.
     */
    private static final List<String> SERVICE_THREADS = List.of(
            "ZDirector",
            "C1 Comp",
            "C2 Comp",
            "VM Periodic",
            "Signal Dispatch",
            "Finalizer",
            "Reference Handl",
            "Service Thread",
            "Monitor Deflati",
            "Notification Th",
            "Common-Cleaner",
            "Sweeper",
            "V8Worker",
            "DelayedTaskSche",
            "Attach Listener",
            "StringDedup");

    private final Optional<TreeSnapshot> earlier;
    private final TreeSnapshot now;

    // Many ways lead to the same thread; what is thought of it is thought once.
    private final Map<Key, Optional<Motion>> motions = new HashMap<>();
    private final Map<Long, Optional<ThreadFacts>> decided = new HashMap<>();

    private record Key(long pid, long tid) {}

    Threads(Optional<TreeSnapshot> earlier, TreeSnapshot now) {
        this.earlier = earlier;
        this.now = now;
    }

    Optional<Motion> motion(ProcessFacts process, ThreadFacts thread) {
        return motions.computeIfAbsent(new Key(process.pid(), thread.tid()), unknown -> measure(process, thread));
    }

    private Optional<Motion> measure(ProcessFacts process, ThreadFacts thread) {
        return earlier.flatMap(then -> Motion.of(then, now, process.identity(), thread.tid()));
    }

    double telling(ProcessFacts process, ThreadFacts thread) {
        double telling = Telling.of(thread.waitsFor(), motion(process, thread));
        boolean alone = process.threads().size() == 1;
        // A program of one thread that waits to be signalled has nobody inside who could do that.
        return alone && thread.waitsFor() instanceof Wait.OnFutex ? Math.max(telling, WORTH_IT) : telling;
    }

    /** The thread that decides; empty where no thread was seen. */
    Optional<ThreadFacts> deciding(ProcessFacts process) {
        return decided.computeIfAbsent(process.pid(), unknown -> decide(process));
    }

    private Optional<ThreadFacts> decide(ProcessFacts process) {
        Optional<ThreadFacts> collector = collector(process);
        if (collector.isPresent()) {
            return collector;
        }
        Optional<ThreadFacts> main = process.mainThread();
        if (main.isEmpty() || telling(process, main.get()) >= Telling.EXPLICIT) {
            return main;
        }
        Optional<ThreadFacts> worker = worker(process, main.get());
        boolean mainEnded = main.get().state().isDead();
        return worker.isPresent()
                ? worker
                : mainEnded
                        ? process.threads().stream()
                                .filter(thread -> !thread.state().isDead())
                                .findFirst()
                        : main;
    }

    /** The most telling of the other threads; empty where none tells anything. */
    Optional<ThreadFacts> worker(ProcessFacts process, ThreadFacts main) {
        return process.threads().stream()
                .filter(thread -> thread != main && !isService(thread))
                .filter(thread -> tellingBeside(process, main, thread) >= WORTH_IT)
                .max(Comparator.comparingDouble((ThreadFacts thread) -> tellingBeside(process, main, thread))
                        .thenComparing(
                                Comparator.comparingLong(ThreadFacts::tid).reversed()));
    }

    private double tellingBeside(ProcessFacts process, ThreadFacts main, ThreadFacts thread) {
        double telling = telling(process, thread);
        if (thread.name().startsWith("process reaper")) {
            telling -= SERVICE;
        }
        boolean polls = thread.waitsFor() instanceof Wait.OnSocket
                && motion(process, thread)
                        .filter(moved -> moved.slices() >= POLL_WAKES)
                        .isPresent();
        boolean mainMoves = motion(process, main).filter(Motion::woke).isPresent();
        boolean old = !mainMoves && beganBefore(thread, main.cpu().sinceRan());
        return telling - (polls ? POLLS : 0) - (old ? TOO_OLD : 0);
    }

    /** Whether a thread was already waiting long before somebody who last ran then. */
    static boolean beganBefore(ThreadFacts thread, Optional<Duration> then) {
        return then.isPresent()
                && thread.cpu()
                        .sinceRan()
                        .filter(idle -> idle.compareTo(then.get().plus(OLD)) > 0)
                        .isPresent();
    }

    /** A collector that takes most of a CPU: then the program's own threads wait for memory, whatever they seem to do. */
    private Optional<ThreadFacts> collector(ProcessFacts process) {
        List<ThreadFacts> collectors =
                process.threads().stream().filter(ThreadFacts::collectsGarbage).toList();
        double ran = collectors.stream()
                .mapToDouble(thread -> motion(process, thread).map(Motion::ran).orElse(0.0))
                .sum();
        return ran < COLLECTS
                ? Optional.empty()
                : collectors.stream()
                        .max(Comparator.comparingDouble(thread ->
                                motion(process, thread).map(Motion::ran).orElse(0.0)));
    }

    private static boolean isService(ThreadFacts thread) {
        return thread.collectsGarbage() || SERVICE_THREADS.stream().anyMatch(thread.name()::startsWith);
    }
}
