package io.runnerwatchdog.junit;

import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.util.List;
import java.util.Optional;

/**
 * A run that lived on when its test had ended, and was stopped.
 *
 * @param result how it ended
 * @param waits what it waited for when it was found, in lines for people
 */
record Leftover(RunResult result, List<String> waits) {
    Leftover {
        waits = List.copyOf(waits);
    }

    /** What became of a run, if it was stopped because its watchdog was closed. */
    static Optional<Leftover> of(RunResult result, List<String> waits) {
        return result.termination() instanceof Termination.Stopped stopped && stopped.reason() == StopReason.CLOSED
                ? Optional.of(new Leftover(result, waits))
                : Optional.empty();
    }

    /** For people: its command, whether all of it is dead, what it waited for. */
    String told() {
        String survivors = result.stop().survivors().isEmpty()
                ? "stopped with all its processes"
                : result.stop().survivors().size() + " of its processes could not be stopped";
        String told = Shown.line(result.command().display()) + ": still ran when the test had ended, " + survivors;
        return waits.isEmpty() ? told : told + "\n" + String.join("\n", waits);
    }
}
