package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.util.OptionalInt;

/** Runs by number, and how they may end. */
final class Runs {
    static final Termination STALL = stopped(StopReason.IDLE_TIMEOUT);

    private Runs() {}

    static RunId run(int number) {
        return new RunId(String.format("%032x", number));
    }

    static Termination stopped(StopReason why) {
        return new Termination.Stopped(why, OptionalInt.of(143));
    }
}
