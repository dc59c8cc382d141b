package io.runnerwatchdog.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence tells of an incident. Immutable. All texts in it come from evidence and are hostile.
 *
 * @param report the figures of its time
 * @param alerts those of the runbook that would have fired
 * @param stalls from the first one to the last; empty where there was none
 * @param isOver whether the last five minutes of its time had no stall
 * @param done what was done about it, as far as evidence can tell
 */
public record Incident(Report report, List<Fired> alerts, Optional<Span> stalls, boolean isOver, Done done) {
    public Incident {
        alerts = List.copyOf(alerts);
    }

    /**
     * An alert that would have fired.
     *
     * @param trueSince when its expression became true
     * @param firedAt when it had been true for long enough; the beginning of the period if that was before
     * @param lastSeen the last look at which it fired
     */
    public record Fired(Alert alert, Instant trueSince, Instant firedAt, Instant lastSeen) {}

    /** From a first moment to a last. */
    public record Span(Instant first, Instant last) {}

    /**
     * What was done.
     *
     * @param retries attempts after the first that have ended
     * @param retriesThatSucceeded those of them with success
     * @param limits where another limit was in force at the end than at the beginning
     */
    public record Done(long retries, long retriesThatSucceeded, List<LimitChange> limits) {
        public Done {
            limits = List.copyOf(limits);
        }
    }

    /**
     * A limit that was changed meanwhile.
     *
     * @param idle whether it is the idle limit, else the hard one
     * @param seenAt when a stall last reached the changed limit
     */
    public record LimitChange(
            String commandType, String environment, boolean idle, Duration first, Duration last, Instant seenAt) {}
}
