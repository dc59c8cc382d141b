package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.output.OutputWatch;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.run.OutputSink;

/** Tells the parts of a run what its output says. Made before them, since pipes come before the process. Thread-safe. */
final class RunWatch implements OutputWatch {
    private final Workshop shop;
    private volatile Supervision supervision;
    private volatile Glances glances;
    private volatile RunInfo info;

    RunWatch(Workshop shop) {
        this.shop = shop;
    }

    /** Before anything that it prints is read. */
    void supervision(Supervision ofThisRun) {
        supervision = ofThisRun;
    }

    /** Once it is. */
    void begun(RunInfo run, Glances ofThisRun) {
        info = run;
        glances = ofThisRun;
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
        RunInfo run = info;
        if (run != null) {
            shop.announcer()
                    .tell(new RunEvent.ForeignFailed(
                            run,
                            shop.wallClock().instant(),
                            RunEvent.ForeignFailed.Part.SINK,
                            sink.stream() + " sink",
                            problem.toString()));
        }
    }
}
