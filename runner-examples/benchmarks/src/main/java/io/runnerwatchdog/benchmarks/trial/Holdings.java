package io.runnerwatchdog.benchmarks.trial;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this Java process holds at one moment.
 *
 * @param threads the names of its threads
 * @param descriptors to what its open descriptors lead
 * @param processes descendants, zombies among them, and the living that carry a cookie of it
 * @param heapBytes memory of living objects
 */
record Holdings(List<String> threads, List<String> descriptors, List<Long> processes, long heapBytes) {
    private static final String REAPER = "process reaper";
    private static final String WATCHDOG = "runner-watchdog-";
    private static final int COLLECTIONS = 5;
    private static final long BETWEEN_COLLECTIONS = 50;

    /** The threads of a watchdog that has nothing to do end after two seconds. */
    private static final Duration IDLE_THREADS_END = Duration.ofSeconds(20);

    /**
     * Those of now, after what nobody uses any more had the time to go.
     *
     * @param patience for the threads that the JDK starts for each process; they end after a minute of idleness. Where
     *     they are not waited for, they are not counted either
     */
    static Holdings settled(Duration patience) throws IOException, InterruptedException {
        Waiting.until(() -> named(WATCHDOG).isEmpty(), IDLE_THREADS_END);
        // One reaper for each child that lives: the guardian has one for as long as the watchdog is open.
        Waiting.until(() -> named(REAPER).size() <= children(), patience);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(BETWEEN_COLLECTIONS);
        }
        return new Holdings(
                names().filter(name -> !patience.isZero() || !name.startsWith(REAPER))
                        .toList(),
                openDescriptors(),
                ownProcesses(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static List<String> named(String prefix) {
        return names().filter(name -> name.startsWith(prefix)).toList();
    }

    private static Stream<String> names() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted();
    }

    /** One of them is the look itself, each time. */
    private static List<String> openDescriptors() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : all) {
                found.add(target(descriptor));
            }
        }
        return found;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "closed meanwhile";
        }
    }

    /** Not all of the machine: others come and go meanwhile. */
    private static List<Long> ownProcesses() {
        Set<Long> found =
                new HashSet<>(Processes.withCookieOf(ProcessHandle.current().pid()));
        ProcessHandle.current().descendants().map(ProcessHandle::pid).forEach(found::add);
        return List.copyOf(found);
    }
}
