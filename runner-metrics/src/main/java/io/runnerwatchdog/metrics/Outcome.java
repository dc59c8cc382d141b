package io.runnerwatchdog.metrics;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.StartFailure;
import java.util.Optional;

/** What an event says of its run in one word: a value of {@link MeterNames#STATUS}. */
final class Outcome {
    private Outcome() {}

    /** Empty for what happens in between. */
    static Optional<String> of(RunEvent event) {
        if (event instanceof RunEvent.Started) {
            return Optional.of(TagValues.STARTED);
        } else if (event instanceof RunEvent.Exited exited) {
            return Optional.of(exited.code() == 0 ? TagValues.SUCCESS : TagValues.FAILED);
        } else if (event instanceof RunEvent.Ended) {
            return Optional.of(TagValues.UNKNOWN);
        } else if (event instanceof RunEvent.Stopped stopped) {
            return Optional.of(stopped.reason().isStall() ? TagValues.KILLED : TagValues.CANCELLED);
        } else if (event instanceof RunEvent.NotStarted notStarted) {
            boolean withdrawn = notStarted.why().failure() == StartFailure.WITHDRAWN;
            return Optional.of(withdrawn ? TagValues.CANCELLED : TagValues.FAILED);
        } else if (event instanceof RunEvent.Skipped) {
            return Optional.of(TagValues.SKIPPED);
        } else if (event instanceof RunEvent.Blocked) {
            return Optional.of(TagValues.BLOCKED);
        }
        return Optional.empty();
    }
}
