package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.StallKind;
import java.util.List;

/**
 * Values of tags: what dashboards and alerts compare with. Those of {@link MeterNames#ROOT_CAUSE} are the ids of
 * {@link RootCause#builtIn()} and of the host's own causes.
 */
public final class TagValues {
    /** {@link MeterNames#STATUS}: a process was started; each run is counted once more when it is over. */
    public static final String STARTED = "started";
    /** {@link MeterNames#STATUS}: it ended with 0. */
    public static final String SUCCESS = "success";
    /** {@link MeterNames#STATUS}: it ended with another code, or could not be started. */
    public static final String FAILED = "failed";
    /** {@link MeterNames#STATUS}: it was stopped because it stalled. */
    public static final String KILLED = "killed";
    /** {@link MeterNames#STATUS}: not started, because steps of its kind stalled too often lately. */
    public static final String SKIPPED = "skipped";
    /** {@link MeterNames#STATUS}: not started, because policy forbids it. */
    public static final String BLOCKED = "blocked";
    /** {@link MeterNames#STATUS}: stopped or withdrawn because the host wished so. */
    public static final String CANCELLED = "cancelled";

    /** {@link MeterNames#EVENT_TYPE}: {@link StallKind#IDLE}. */
    public static final String IDLE_TIMEOUT = "idle-timeout";
    /** {@link MeterNames#EVENT_TYPE}: {@link StallKind#HARD}. */
    public static final String HARD_TIMEOUT = "hard-timeout";
    /** {@link MeterNames#TIMEOUT_TYPE}: {@link StallKind#IDLE}. */
    public static final String IDLE = "idle";
    /** {@link MeterNames#TIMEOUT_TYPE}: {@link StallKind#HARD}. */
    public static final String HARD = "hard";

    /** Of observations only: nothing to tell; it has not ended, or it has not stalled. */
    public static final String NONE = "none";
    /** Any tag: all names past the bound together. */
    public static final String OTHER = "other";
    /**
     * Any tag: not known. As {@link MeterNames#STATUS}, it ended by itself and its exit code cannot be known, as with a
     * process that was only watched by its handle.
     */
    public static final String UNKNOWN = "unknown";

    private TagValues() {}

    /** All values of {@link MeterNames#STATUS}. */
    public static List<String> statuses() {
        return List.of(STARTED, SUCCESS, FAILED, KILLED, SKIPPED, BLOCKED, CANCELLED, UNKNOWN);
    }

    /** The value of {@link MeterNames#EVENT_TYPE}. */
    public static String eventType(StallKind kind) {
        return switch (kind) {
            case IDLE -> IDLE_TIMEOUT;
            case HARD -> HARD_TIMEOUT;
        };
    }

    /** The value of {@link MeterNames#TIMEOUT_TYPE}. */
    public static String timeoutType(StallKind kind) {
        return switch (kind) {
            case IDLE -> IDLE;
            case HARD -> HARD;
        };
    }
}
