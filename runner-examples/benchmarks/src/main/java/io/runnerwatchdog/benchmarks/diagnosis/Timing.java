package io.runnerwatchdog.benchmarks.diagnosis;

import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something takes once it is warm.
 *
 * @param millis one value for each time it was done
 */
record Timing(List<Double> millis) {
    private static final int FEWEST = 10;
    private static final int MOST = 2_000;

    /** Does it for a third of the time to warm up, then as often as fits. */
    static Timing of(Runnable work, Duration howLong) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < howLong.toNanos() / 3) {
            work.run();
        }
        List<Double> millis = new ArrayList<>();
        start = System.nanoTime();
        while (millis.size() < FEWEST || millis.size() < MOST && System.nanoTime() - start < howLong.toNanos()) {
            millis.add(once(work));
        }
        return new Timing(millis);
    }

    /** Does it once, and says how many milliseconds that took. */
    static double once(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    double median() {
        return Statistics.median(millis);
    }

    double p95() {
        return Statistics.percentile(millis, 95);
    }
}
