package io.runnerwatchdog.internal.supervise;

import io.runnerwatchdog.run.StopReason;

/** How the end of a run came about: whichever of these is told first holds. */
public sealed interface Decision {
    /** The process ended by itself. */
    record Exited() implements Decision {}

    /** We decided to stop it. */
    record Stop(StopReason reason) implements Decision {}
}
