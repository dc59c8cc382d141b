package io.runnerwatchdog.junit;

import io.runnerwatchdog.run.RunResult;

/**
 * Fails a test because a command has reached a limit. The message is the diagnosis: what it waited for and why, who waited
 * for whom, and what was printed last, with secrets masked.
 */
public final class StalledException extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient RunResult result;

    StalledException(RunResult result) {
        super(Told.stall(result));
        this.result = result;
    }

    /** The result of the run. */
    public RunResult result() {
        return result;
    }
}
