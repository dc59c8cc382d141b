package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.run.Stream;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The pipes between one child and the host. Thread-safe. */
interface Plumbing {
    /** What a look at the pipes showed. */
    enum Seen {
        /** All streams have ended. */
        END,
        /** Bytes came, or a sink holds them back. */
        BYTES,
        /** Nothing, though some stream is still open. */
        QUIET
    }

    Stdio stdin();

    Stdio stdout();

    Stdio stderr();

    /** The child lives: lets go of its ends. */
    void started(StartedChild child);

    /** Reads what is there, on the reading thread, and tells what that was. */
    void readNow(Consumer<Seen> answer);

    /** Calls back once when all streams have ended; at once if they have. */
    void onEnd(Runnable listener);

    /** The kernel's names of the pipes that the child writes to; none where they are not ours. */
    Set<String> pipes();

    /** The streams that have not ended, with the kernel's name of the pipe where it is known. */
    Map<Stream, String> open();

    /** Closes all that is left of our ends. Doing so twice does no harm. */
    void cut();
}
