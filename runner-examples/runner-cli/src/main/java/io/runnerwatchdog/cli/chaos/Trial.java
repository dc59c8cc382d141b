package io.runnerwatchdog.cli.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scenario, run once in a place of its own, and cleaned up whatever happened. Not thread-safe. */
final class Trial {
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final long start = System.nanoTime();

    Trial(Scenario scenario) {
        this.scenario = scenario;
    }

    /** @throws InterruptedException if interrupted; what was begun is undone first */
    Finding run() throws InterruptedException {
        for (Need need : scenario.needs()) {
            if (!need.isMet()) {
                return Finding.notRun(scenario, "needs " + need.describe());
            }
        }
        Sandbox sandbox;
        try {
            sandbox = Sandbox.make(scenario.files());
        } catch (IOException full) {
            return Finding.broken(scenario, "no directory could be made: " + full, took());
        }
        Finding finding = Finding.broken(scenario, "interrupted", Duration.ZERO);
        try {
            finding = scenario.play(sandbox);
        } catch (BrokenException | IOException fault) {
            finding = Finding.broken(scenario, fault.getMessage(), took());
        } finally {
            finding = cleanUp(sandbox, finding);
        }
        return finding;
    }

    /** Undoes everything, also for a thread that was interrupted: its status is kept for later. */
    private Finding cleanUp(Sandbox sandbox, Finding finding) {
        boolean interrupted = Thread.interrupted();
        Finding result = finding;
        try {
            Optional<String> lines = scenario.cleanup();
            if (lines.isPresent()) {
                new Lines(sandbox).run("cleanup", lines.get(), TO_CLEAN_UP, Map.of());
            }
        } catch (BrokenException | IOException fault) {
            result = result.leaving(fault.getMessage());
        } catch (InterruptedException again) {
            interrupted = true;
        }
        try {
            List<String> left = new Leftovers(sandbox).undo();
            if (!left.isEmpty()) {
                result = result.leaving(String.join(", ", left));
            }
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
