package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.Termination;

/** What came of an attempt to start a child. */
public sealed interface Launch {
    /** It lives, or did. */
    record Started(StartedChild child) implements Launch {}

    /** No process came to be. */
    record Failed(Termination.NotStarted why) implements Launch {}
}
