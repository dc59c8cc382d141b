package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.run.StopReceipt.Signal;
import java.util.List;

/** Sends the signals that the Java platform has no word for. Bounded in time, never throws. */
public interface Signals {
    /** Where there are none to send. */
    Signals NONE = (signal, pids) -> {};

    /** Sends {@link Signal#STOP} or {@link Signal#CONT} to all of these as nearly at once as can be. */
    void send(Signal signal, List<Long> pids);
}
