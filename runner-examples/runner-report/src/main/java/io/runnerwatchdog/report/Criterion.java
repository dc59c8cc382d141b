package io.runnerwatchdog.report;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One of the success criteria, and whether it was met.
 *
 * @param goal which
 * @param value the worst value within the period; empty where too little happened to judge
 * @param worstAt when the window of that value ended, where it has windows
 * @param latest the value of the last window of the period, where it has windows
 */
public record Criterion(Goal goal, OptionalDouble value, Optional<Instant> worstAt, OptionalDouble latest) {
    /** The criteria of the runbook. A value below the limit meets it. */
    public enum Goal {
        /** Stalls a second, in the worst five whole minutes. */
        STALL_RATE("stall-rate", 0.02),
        /** Seconds that 95 of 100 ended steps took at most, over the whole period. */
        P95_DURATION("p95-duration", 60),
        /** Skipped steps in the worst 24 hours. */
        AUTO_SKIPS("auto-skips", 3),
        /** The part of the ended steps that did not succeed, in the worst ten whole minutes with ten of them or more. */
        FAILURE_RATE("failure-rate", 0.2);

        private final String id;
        private final double limit;

        Goal(String id, double limit) {
            this.id = id;
            this.limit = limit;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }

        /** What the value must be below. */
        public double limit() {
            return limit;
        }
    }

    /** Whether it was met. */
    public enum Outcome {
        PASS,
        FAIL,
        /** Too little happened. */
        NOT_JUDGED
    }

    public Outcome outcome() {
        if (value.isEmpty()) {
            return Outcome.NOT_JUDGED;
        }
        return value.getAsDouble() < goal.limit() ? Outcome.PASS : Outcome.FAIL;
    }
}
