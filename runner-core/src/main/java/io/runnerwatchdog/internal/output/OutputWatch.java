package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.run.OutputSink;

/** Who wants to know what happens to a run's output. Called on threads of the watchdog; must not block. */
public interface OutputWatch {
    /** Something was printed. */
    void printed();

    /** A sink that must lose nothing holds the child back, or does so no longer. */
    void heldBack(boolean held);

    /** A sink failed; it gets nothing any more. */
    void sinkFailed(OutputSink sink, Throwable problem);
}
