package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.util.Optional;

/** A way to get bytes out of children, for any number of them on one thread. */
interface Transport extends AutoCloseable {
    /**
     * Makes the pipes for a child that is to be started.
     *
     * @param stderr empty where the streams are merged
     */
    Plumbing open(Command command, StreamCapture stdout, Optional<StreamCapture> stderr) throws IOException;

    /** Cuts what is open and lets go of the thread. */
    @Override
    void close();
}
