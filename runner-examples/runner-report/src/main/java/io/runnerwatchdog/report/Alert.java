package io.runnerwatchdog.report;

import java.time.Duration;

/** The two alerts of the runbook, by their expressions over {@code spark_runner_stalls_total}. */
public enum Alert {
    /** {@code rate(spark_runner_stalls_total[5m]) > 0.2} for 10 minutes. */
    FAST_BURN("RunnerStallFastBurn", Duration.ofMinutes(5), 0.2, Duration.ofMinutes(10)),
    /** {@code rate(spark_runner_stalls_total[1h]) > 0.05} for two hours. */
    SLOW_BURN("RunnerStallSlowBurn", Duration.ofHours(1), 0.05, Duration.ofHours(2));

    private final String id;
    private final Duration window;
    private final double threshold;
    private final Duration holds;

    Alert(String id, Duration window, double threshold, Duration holds) {
        this.id = id;
        this.window = window;
        this.threshold = threshold;
        this.holds = holds;
    }

    /** Its name in the rules. */
    public String id() {
        return id;
    }

    int windowMinutes() {
        return (int) window.toMinutes();
    }

    /** How long it must have been true, in minutes. */
    int holdsMinutes() {
        return (int) holds.toMinutes();
    }

    /** Whether so many stalls within its window are too many. */
    boolean isTrueOf(long stalls) {
        return stalls > threshold * window.toSeconds();
    }
}
