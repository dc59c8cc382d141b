package io.runnerwatchdog.cli.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs scenarios: first those that may run side by side, so many at a time, then the others one by one. */
final class Trials {
    private static final long TO_CLEAN_UP_SECONDS = 120;

    private final int jobs;
    private final Consumer<Finding> progress;

    /** @param progress hears of each as soon as it is judged, by one thread at a time */
    Trials(int jobs, Consumer<Finding> progress) {
        this.jobs = jobs;
        this.progress = progress;
    }

    /**
     * Runs all of them.
     *
     * @return what came of each, in the order in which they were given
     * @throws InterruptedException if interrupted; what was begun is undone first
     */
    List<Finding> run(List<Scenario> scenarios) throws InterruptedException {
        Map<Scenario, Finding> findings = new LinkedHashMap<>();
        scenarios.forEach(scenario -> findings.put(scenario, Finding.notRun(scenario, "interrupted")));
        boolean sideBySide = jobs > 1;
        runAll(scenarios.stream().filter(one -> sideBySide && one.parallel()).toList(), jobs, findings);
        runAll(scenarios.stream().filter(one -> !(sideBySide && one.parallel())).toList(), 1, findings);
        return new ArrayList<>(findings.values());
    }

    private void runAll(List<Scenario> scenarios, int atATime, Map<Scenario, Finding> findings)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            Map<Scenario, Future<Finding>> futures = new LinkedHashMap<>();
            for (Scenario scenario : scenarios) {
                futures.put(scenario, threads.submit(() -> told(new Trial(scenario).run())));
            }
            for (Map.Entry<Scenario, Future<Finding>> future : futures.entrySet()) {
                findings.put(future.getKey(), future.getValue().get());
            }
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private synchronized Finding told(Finding finding) {
        progress.accept(finding);
        return finding;
    }

    /** Waits, also when interrupted, until what was begun is undone. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(TO_CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
