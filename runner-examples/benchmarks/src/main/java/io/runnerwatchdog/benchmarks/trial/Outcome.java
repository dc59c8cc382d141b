package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a trial came to.
 *
 * @param rows figures in the order in which they are printed
 * @param misses what did not hold; empty if all did
 */
record Outcome(List<Row> rows, List<String> misses) {
    /** One figure with its name; the unit stands in the name. */
    record Row(String what, String figure) {}

    Outcome {
        rows = List.copyOf(rows);
        misses = List.copyOf(misses);
    }

    /** Of a trial that could not be done. */
    static Outcome failed(Exception why) {
        return new Outcome(List.of(), List.of(why.toString()));
    }

    boolean passed() {
        return misses.isEmpty();
    }

    /** Gathers an outcome. Not thread-safe. */
    static final class Gathering {
        private final List<Row> rows = new ArrayList<>();
        private final List<String> misses = new ArrayList<>();

        Gathering figure(String what, Object figure) {
            rows.add(new Row(what, figure.toString()));
            return this;
        }

        Gathering millis(String what, double millis) {
            return figure(what, number(millis));
        }

        /** Median and P99 in one row. */
        Gathering spread(String what, Collection<Double> millis) {
            return millis.isEmpty()
                    ? figure(what + ", median / P99, ms", "none")
                    : figure(
                            what + ", median / P99, ms",
                            number(Statistics.median(millis)) + " / " + number(Statistics.percentile(millis, 99)));
        }

        /** All of them in one row. */
        Gathering each(String what, Collection<Double> millis) {
            return figure(what, millis.stream().map(Gathering::number).collect(Collectors.joining(", ")));
        }

        /** Notes a miss unless it holds. */
        Gathering require(boolean holds, String miss) {
            if (!holds) {
                misses.add(miss);
            }
            return this;
        }

        /** Notes a miss unless nothing was counted. */
        Gathering requireNone(long counted, String what) {
            return require(counted == 0, counted + " " + what);
        }

        Outcome done() {
            return new Outcome(rows, misses);
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.1f", value);
        }
    }
}
