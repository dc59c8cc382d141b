package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import java.util.Locale;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A run was stopped. */
@Name("io.runnerwatchdog.RunStopped")
@Label("Run Stopped")
@Description("A run was stopped: its whole tree is dead, or the watchdog gave up on the survivors")
final class RecordedStop extends RecordedRun {
    private final transient RunEvent.Stopped stopped;

    @Label("Reason")
    @Description("idle_timeout, hard_timeout, cancelled, interrupted or closed")
    String reason;

    @Label("Ran For")
    @Timespan
    long ranFor;

    @Label("Stop Took")
    @Timespan
    long stopTook;

    @Label("Grace Used")
    @Description("From the first polite signal until the tree was dead or force was used")
    @Timespan
    long graceUsed;

    @Label("Processes")
    @Description("How many members of the tree were found")
    int processes;

    @Label("Survivors")
    @Description("How many of them could not be stopped")
    int survivors;

    RecordedStop(RunEvent.Stopped stopped) {
        super(stopped);
        this.stopped = stopped;
    }

    @Override
    void fill() {
        reason = stopped.reason().name().toLowerCase(Locale.ROOT);
        ranFor = nanos(stopped.duration());
        stopTook = nanos(stopped.receipt().took());
        graceUsed = nanos(stopped.receipt().graceUsed());
        processes = stopped.receipt().processes().size();
        survivors = stopped.receipt().survivors().size();
    }
}
