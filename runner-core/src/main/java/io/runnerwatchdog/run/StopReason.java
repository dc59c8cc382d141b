package io.runnerwatchdog.run;

/** Why we stopped a run. */
public enum StopReason {
    /** It reached its idle limit. */
    IDLE_TIMEOUT,
    /** It reached its hard limit. */
    HARD_TIMEOUT,
    /** The host cancelled it. */
    CANCELLED,
    /** The thread that waited for it was interrupted. */
    INTERRUPTED,
    /** The watchdog was closed. */
    CLOSED;

    /** Whether a limit was reached, as against the host's own wish. */
    public boolean isStall() {
        return this == IDLE_TIMEOUT || this == HARD_TIMEOUT;
    }
}
