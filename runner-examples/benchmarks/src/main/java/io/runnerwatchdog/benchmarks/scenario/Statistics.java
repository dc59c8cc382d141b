package io.runnerwatchdog.benchmarks.scenario;

import java.util.Collection;

/** Numbers out of many numbers. */
public final class Statistics {
    private Statistics() {}

    /** The smallest value that {@code percent} of all values do not exceed. */
    public static double percentile(Collection<Double> values, double percent) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /** The value in the middle, or between the two in the middle. */
    public static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
