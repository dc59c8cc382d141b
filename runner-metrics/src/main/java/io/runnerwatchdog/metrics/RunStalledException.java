package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.StallKind;

/**
 * The error of an observation whose run stalled; never thrown. It says which limit was reached and why, and nothing that
 * the processes have made up: traces go to places that evidence does not go to.
 */
public final class RunStalledException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StallKind kind;
    private final transient RootCause rootCause;

    RunStalledException(RunEvent.Stalled stall) {
        super(
                "stalled: " + stall.kind().word() + " limit of " + stall.limit() + " reached, "
                        + stall.diagnosis().rootCause(),
                null,
                false,
                // There is no place in the code where it happened.
                false);
        this.kind = stall.kind();
        this.rootCause = stall.diagnosis().rootCause();
    }

    /** Which limit. */
    public StallKind kind() {
        return kind;
    }

    /** Why. */
    public RootCause rootCause() {
        return rootCause;
    }
}
