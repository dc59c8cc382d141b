package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A process was started. */
@Name("io.runnerwatchdog.RunStarted")
@Label("Run Started")
@Description("A command was started under watch")
final class RecordedStart extends RecordedRun {
    RecordedStart(RunEvent.Started started) {
        super(started);
    }

    @Override
    void fill() {
        // All runs have it.
    }
}
