package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Timespan;

/** A run reached a limit. */
@Name("io.runnerwatchdog.RunStalled")
@Label("Run Stalled")
@Description("A run reached its idle or hard limit and was diagnosed, before anything was stopped")
final class RecordedStall extends RecordedRun {
    private final transient RunEvent.Stalled stalled;

    @Label("Limit Reached")
    @Description("idle or hard")
    String limitReached;

    @Label("Limit")
    @Timespan
    long limit;

    @Label("Silent For")
    @Description("How long it had printed nothing")
    @Timespan
    long silentFor;

    @Label("Root Cause")
    String rootCause;

    @Label("Confidence")
    @Description("How sure the strongest verdict is")
    @Percentage
    float confidence;

    @Label("Diagnosis Took")
    @Timespan
    long diagnosisTook;

    @Label("Shadow")
    @Description("Whether the stall is only told, and nothing is stopped")
    boolean shadow;

    RecordedStall(RunEvent.Stalled stalled) {
        super(stalled);
        this.stalled = stalled;
    }

    @Override
    void fill() {
        limitReached = stalled.kind().word();
        limit = nanos(stalled.limit());
        silentFor = nanos(stalled.silentFor());
        rootCause = stalled.diagnosis().rootCause().id();
        confidence = (float) stalled.diagnosis().confidence().value();
        diagnosisTook = nanos(stalled.diagnosisTook());
        shadow = stalled.run().shadow();
    }
}
