package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import java.time.Duration;
import java.util.OptionalInt;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A run ended by itself. */
@Name("io.runnerwatchdog.RunEnded")
@Label("Run Ended")
@Description("A run ended by itself")
final class RecordedEnd extends RecordedRun {
    private final transient OptionalInt code;
    private final transient Duration duration;

    @Label("Exit Code")
    @Description("Empty where it cannot be known, as of a process that was only watched by its handle")
    String exitCode;

    @Label("Ran For")
    @Timespan
    long ranFor;

    RecordedEnd(RunEvent.Exited exited) {
        super(exited);
        this.code = OptionalInt.of(exited.code());
        this.duration = exited.duration();
    }

    RecordedEnd(RunEvent.Ended ended) {
        super(ended);
        this.code = OptionalInt.empty();
        this.duration = ended.duration();
    }

    @Override
    void fill() {
        exitCode = code.isPresent() ? String.valueOf(code.getAsInt()) : "";
        ranFor = nanos(duration);
    }
}
