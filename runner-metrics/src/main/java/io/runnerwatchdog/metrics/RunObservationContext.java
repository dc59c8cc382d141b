package io.runnerwatchdog.metrics;

import io.micrometer.observation.Observation;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import java.util.Optional;

/** What handlers and conventions see of a run. Changed by one event of the run after the other. */
public final class RunObservationContext extends Observation.Context {
    private final RunInfo run;
    private final Kind kind;
    private volatile String status = TagValues.NONE;
    private volatile String rootCause = TagValues.NONE;
    private volatile Optional<RunEvent.Stalled> stall = Optional.empty();

    RunObservationContext(RunInfo run, Kind kind) {
        this.run = run;
        this.kind = kind;
    }

    /** Which run. Its command line may hold secrets. */
    public RunInfo run() {
        return run;
    }

    /** The type of the step, bounded: {@link TagValues#OTHER} for all that are too many. */
    public String commandType() {
        return kind.commandType();
    }

    /** The environment of the step, bounded in the same way. */
    public String environment() {
        return kind.environment();
    }

    /** What became of it; {@link TagValues#NONE} while it goes on. */
    public String status() {
        return status;
    }

    /** Why it stalled, bounded; {@link TagValues#NONE} where it has not. */
    public String rootCause() {
        return rootCause;
    }

    /** Its stall, if it has stalled. */
    public Optional<RunEvent.Stalled> stall() {
        return stall;
    }

    void stalled(RunEvent.Stalled how, String cause) {
        stall = Optional.of(how);
        rootCause = cause;
    }

    void ended(String how) {
        status = how;
    }
}
