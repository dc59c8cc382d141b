package io.runnerwatchdog.report;

import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a period. Immutable. All texts in it come from evidence and are hostile.
 *
 * @param period when
 * @param madeAt when the report was made
 * @param lines how many lines of evidence it rests on
 * @param counts of the period
 * @param before of the period of the same length just before, where evidence reaches back to its beginning
 * @param criteria the success criteria, in the order of {@link Criterion.Goal}
 * @param stallsBy the stalls by root cause, environment, host and command type
 * @param hours each hour of the period, in order, also those in which nothing happened
 * @param durations of all ended steps
 * @param kinds by command type and environment, those with the most stalls first
 * @param kindsLeftOut how many more kinds there were; a lower bound where there were very many
 * @param slowest the ended steps that took longest, at most ten
 * @param chains the wait chains that stalls had most often, at most ten
 */
public record Report(
        Period period,
        Instant madeAt,
        Lines lines,
        Counts counts,
        Optional<Counts> before,
        List<Criterion> criteria,
        StallsBy stallsBy,
        List<Hour> hours,
        Durations durations,
        List<Kind> kinds,
        long kindsLeftOut,
        List<SlowStep> slowest,
        List<SeenChain> chains) {

    public Report {
        criteria = List.copyOf(criteria);
        hours = List.copyOf(hours);
        kinds = List.copyOf(kinds);
        slowest = List.copyOf(slowest);
        chains = List.copyOf(chains);
    }

    /**
     * Lines of evidence.
     *
     * @param inPeriod those that the report rests on
     * @param read all that were looked at
     * @param unreadable torn or damaged ones among what was looked at
     * @param duplicates those among what was looked at that had been counted before; only looked for over many hosts
     */
    public record Lines(long inPeriod, long read, long unreadable, long duplicates) {
        /** Where nobody looked for duplicates. */
        public Lines(long inPeriod, long read, long unreadable) {
            this(inPeriod, read, unreadable, 0);
        }
    }

    /** The stalls of the period, shared out in four ways. */
    public record StallsBy(Breakdown rootCause, Breakdown environment, Breakdown host, Breakdown commandType) {}

    /**
     * An hour by the clock of the period's zone; the first and the last may be shorter.
     *
     * @param stalls by root cause
     */
    public record Hour(Instant start, Breakdown stalls, long ended, long notSucceeded) {}

    /** The steps of one command type in one environment. */
    public record Kind(String commandType, String environment, Counts counts, Durations durations) {}

    /**
     * A step that took long.
     *
     * @param outcome {@code success}, {@code failed} or {@code killed}
     */
    public record SlowStep(
            Instant endedAt,
            String commandType,
            String environment,
            String host,
            String command,
            Duration took,
            String outcome,
            Optional<RunId> runId) {}

    /**
     * A wait chain, as often as it was seen.
     *
     * @param rootCause of its newest stall
     * @param links from the step's first process down, without process numbers and other numbers that differ each time
     * @param hosts on how many machines; a lower bound where there were very many
     * @param newest the run of its newest stall
     */
    public record SeenChain(
            String rootCause,
            List<String> links,
            long count,
            int hosts,
            Instant first,
            Instant last,
            Optional<RunId> newest) {
        public SeenChain {
            links = List.copyOf(links);
        }
    }
}
