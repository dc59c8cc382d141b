package io.runnerwatchdog.run;

/** Thrown by {@link RunResult#orThrow()} for a run that did not succeed. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunResult result;

    RunFailedException(RunResult result) {
        super(result.diagnosis().summary());
        this.result = result;
    }

    /** The result of the run. */
    public RunResult result() {
        return result;
    }
}
