package io.runnerwatchdog.metrics;

/**
 * Names of observations, without their prefix, and of what they carry beside the tags in {@link MeterNames}
 * ({@code command_type}, {@code environment}, {@code status}, {@code root_cause}).
 */
public final class ObservationNames {
    /** The observation of a run, from its start to its end. */
    public static final String RUN = "run";

    /** Event: it passed its warn mark. */
    public static final String SLOW = "slow";
    /** Event: it reached a limit. */
    public static final String STALL = "stall";

    /** High-cardinality key: which run. */
    public static final String RUN_ID = "run_id";
    /** High-cardinality key: which attempt of the step, from 1. */
    public static final String ATTEMPT = "attempt";
    /** High-cardinality key: its first process. */
    public static final String PID = "pid";

    private ObservationNames() {}
}
