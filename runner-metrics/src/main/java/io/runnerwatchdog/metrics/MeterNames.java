package io.runnerwatchdog.metrics;

/**
 * Names of meters, without their prefix, and of their tags: the contract with dashboards and alerts. {@link TagValues} has
 * the values.
 */
public final class MeterNames {
    /** The prefix unless another is chosen. */
    public static final String DEFAULT_PREFIX = "spark.runner";

    /** Counter: runs that reached a limit. */
    public static final String STALLS = "stalls";
    /** Counter: runs by what became of them. */
    public static final String EXECUTIONS = "executions";
    /** Timer: how long runs took. */
    public static final String EXECUTION_DURATION = "execution.duration";
    /** Gauge: runs that go on now. */
    public static final String ACTIVE = "active";
    /** Timer: how long stopping a tree took, whatever for. */
    public static final String KILL_DURATION = "kill.duration";
    /** Timer: how long finding out the cause took. */
    public static final String DIAGNOSIS_DURATION = "diagnosis.duration";
    /** Counter: processes that could not be stopped. */
    public static final String SURVIVORS = "survivors";
    /** Counter: events that could not be written as evidence at once. */
    public static final String EVIDENCE_WRITE_FAILURES = "evidence.write.failures";
    /** Counter: classifiers that threw, hung or said nothing at all. */
    public static final String CLASSIFIER_ERRORS = "classifier.errors";

    /** Tag: which limit was reached, in the words of the evidence; see {@link TagValues#eventType}. */
    public static final String EVENT_TYPE = "event_type";
    /** Tag: which limit was reached; see {@link TagValues#timeoutType}. */
    public static final String TIMEOUT_TYPE = "timeout_type";
    /** Tag: what kind of step. */
    public static final String COMMAND_TYPE = "command_type";
    /** Tag: which environment it ran for. */
    public static final String ENVIRONMENT = "environment";
    /** Tag: why it stalled; the id of a {@link io.runnerwatchdog.diagnosis.RootCause}. */
    public static final String ROOT_CAUSE = "root_cause";
    /** Tag: on which machine; only where asked for. */
    public static final String HOST = "host";
    /** Tag: what became of it; see {@link TagValues#statuses}. */
    public static final String STATUS = "status";
    /** Tag: a classifier's id. */
    public static final String CLASSIFIER = "classifier";

    private MeterNames() {}
}
