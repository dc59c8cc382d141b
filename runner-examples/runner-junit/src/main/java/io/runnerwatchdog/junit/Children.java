package io.runnerwatchdog.junit;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.run.StopReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes that this JVM has started itself, each with the tree below it: what they wait for, and their end. */
final class Children {
    /** More would bury what matters; the test's own come first. */
    private static final int MOST = 16;
    /** Each of them is looked at twice, this far apart. */
    private static final Duration WINDOW = Duration.ofMillis(500);
    /** For all of them together. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LOOKS_AT_A_TIME = 8;
    private static final StopPolicy STOP = StopPolicy.graceful(Duration.ofSeconds(1));
    /** The helper that belongs to a watchdog's host and not to a test: how its argument reads. */
    static final String GUARDIAN = "runner-watchdog-guardian";

    private final Set<ProcessHandle> before;
    private final boolean stops;
    private final boolean mayBeOthers;

    /**
     * @param before those that are not the test's own
     * @param stops whether its own are stopped
     * @param mayBeOthers whether those that seem its own may be those of another test
     */
    Children(Set<ProcessHandle> before, boolean stops, boolean mayBeOthers) {
        this.before = Set.copyOf(before);
        this.stops = stops;
        this.mayBeOthers = mayBeOthers;
    }

    /** Those that live now, without the guardians of watchdogs. */
    static Stream<ProcessHandle> living() {
        return ProcessHandle.current().children().filter(child -> !isGuardian(child));
    }

    private static boolean isGuardian(ProcessHandle child) {
        return child.info().arguments().stream().flatMap(Arrays::stream).anyMatch(GUARDIAN::equals);
    }

    /** What they wait for, in lines for people; then stops those that are to be stopped. Bounded. */
    List<String> look() {
        List<ProcessHandle> all = living().sorted(Comparator.comparing((ProcessHandle child) -> before.contains(child))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (all.isEmpty()) {
            return List.of("no process that this JVM has started was there");
        }
        List<ProcessHandle> some = all.subList(0, Math.min(MOST, all.size()));
        List<String> lines = new ArrayList<>();
        try (Watchdog watchdog =
                Watchdog.builder().guardian(false).stopPolicy(STOP).build()) {
            lines.addAll(diagnosed(watchdog, some));
            if (all.size() > some.size()) {
                lines.add("and " + (all.size() - some.size()) + " more");
            }
            lines.addAll(stopped(watchdog, all));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            lines.add("the look at them was interrupted");
        }
        return lines;
    }

    /** At the same time: one that cannot be looked at must not take the time of the others. */
    private List<String> diagnosed(Watchdog watchdog, List<ProcessHandle> children) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(LOOKS_AT_A_TIME, children.size()), Children::daemonThread);
        try {
            List<Future<Diagnosis>> looks = threads.invokeAll(
                    children.stream().map(child -> look(watchdog, child)).toList(),
                    PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < children.size(); i++) {
                lines.addAll(told(children.get(i), looks.get(i)));
            }
            return lines;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Diagnosis> look(Watchdog watchdog, ProcessHandle child) {
        return () -> watchdog.diagnose(child, WINDOW);
    }

    private static Thread daemonThread(Runnable work) {
        Thread thread = new Thread(work, "runner-junit-look");
        thread.setDaemon(true);
        return thread;
    }

    private List<String> told(ProcessHandle child, Future<Diagnosis> look) throws InterruptedException {
        String since = before.contains(child) ? " (it was there before the test)" : "";
        List<String> lines = new ArrayList<>();
        try {
            Diagnosis diagnosis = look.get();
            lines.add("child " + child.pid() + since + ": " + Shown.line(diagnosis.summary()));
            Told.findings(diagnosis).forEach(line -> lines.add("  " + line));
        } catch (ExecutionException | CancellationException failed) {
            lines.add("child " + child.pid() + since + ": could not be looked at in time");
        }
        return lines;
    }

    private List<String> stopped(Watchdog watchdog, List<ProcessHandle> all) throws InterruptedException {
        List<ProcessHandle> own =
                all.stream().filter(child -> !before.contains(child)).toList();
        if (!stops || own.isEmpty()) {
            return List.of();
        }
        if (mayBeOthers) {
            return List.of("none was stopped: tests may run at the same time, and some may be another one's");
        }
        List<Run> runs = own.stream().map(watchdog::watch).toList();
        runs.forEach(Run::cancel);
        List<String> lines = new ArrayList<>();
        for (Run run : runs) {
            // Bounded by the stop policy.
            run.await().stop().processes().stream().map(Children::fate).forEach(lines::add);
        }
        return lines;
    }

    private static String fate(StopReceipt.StoppedProcess process) {
        return (process.diedAfter().isPresent() ? "stopped: " : "could not be stopped: ") + Shown.line(process.label());
    }
}
