package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.output.OutputWatch;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.run.OutputSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells the parts of a run what its output says. Made before them, since pipes come before the process. Thread-safe. */
final class RunWatch implements OutputWatch {
    private final Workshop shop;
    private volatile Supervision supervision;
    private volatile Glances glances;

    // Guarded by this. A sink may fail on the first line before the run has been announced; that is told afterwards.
    private final List<Function<RunInfo, RunEvent>> early = new ArrayList<>();
    private RunInfo announced;

    RunWatch(Workshop shop) {
        this.shop = shop;
    }

    /** Before anything that it prints is read. */
    void supervision(Supervision ofThisRun) {
        supervision = ofThisRun;
    }

    void glances(Glances ofThisRun) {
        glances = ofThisRun;
    }

    /** Once listeners have been told of its start. */
    void announced(RunInfo run) {
        List<Function<RunInfo, RunEvent>> waiting;
        synchronized (this) {
            announced = run;
            waiting = List.copyOf(early);
            early.clear();
        }
        for (Function<RunInfo, RunEvent> event : waiting) {
            shop.announcer().tell(event.apply(run));
        }
    }

    @Override
    public void printed() {
        long now = shop.clock().now();
        supervision.sign(now);
        Glances each = glances;
        if (each != null) {
            each.printed(now);
        }
    }

    @Override
    public void heldBack(boolean held) {
        supervision.heldBack(held, shop.clock().now());
    }

    @Override
    public void sinkFailed(OutputSink sink, Throwable problem) {
        Instant at = shop.wallClock().instant();
        String words = Thrown.describe(problem);
        Function<RunInfo, RunEvent> event = run ->
                new RunEvent.ForeignFailed(run, at, RunEvent.ForeignFailed.Part.SINK, sink.stream() + " sink", words);
        RunInfo run;
        synchronized (this) {
            run = announced;
            if (run == null) {
                early.add(event);
                return;
            }
        }
        shop.announcer().tell(event.apply(run));
    }
}
