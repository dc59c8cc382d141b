package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Incident.Done;
import io.runnerwatchdog.report.Incident.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Adds evidence up to an {@link Incident}. */
public final class IncidentTally extends ForwardingAccumulator<Tally, IncidentTally> {
    /** The longest time of an incident: its alerts are replayed minute by minute. */
    public static final Duration LONGEST_PERIOD = Duration.ofDays(7);

    /** So long without a stall, and it is over. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final Period period;
    private final AlertReplay replay;
    private final Limits limits = new Limits();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long retries;
    private long retriesThatSucceeded;

    /** @throws IllegalArgumentException if the period is longer than {@link #LONGEST_PERIOD} */
    public IncidentTally(Period period) {
        super(new Tally(bounded(period)));
        this.period = period;
        replay = new AlertReplay(period);
    }

    private static Period bounded(Period period) {
        if (period.length().compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "an incident takes " + LONGEST_PERIOD.toDays() + " days at the most, was " + period.length());
        }
        return period;
    }

    @Override
    public Instant from() {
        Instant forAlerts = period.from().minus(AlertReplay.LOOK_BACK);
        return forAlerts.isBefore(super.from()) ? forAlerts : super.from();
    }

    @Override
    public void add(Entry record) {
        super.add(record);
        if (record.isStall()) {
            replay.add(record);
        }
        if (period.contains(record.at())) {
            Happening.of(record).ifPresent(what -> count(record, what));
        }
    }

    private void count(Entry record, Happening what) {
        if (what.isStall()) {
            limits.add(record, what == Happening.IDLE_STALL);
            first = record.at().isBefore(first) ? record.at() : first;
            last = record.at().isAfter(last) ? record.at() : last;
        } else if (what.isEnd() && record.attempt() > 1) {
            retries++;
            retriesThatSucceeded += what == Happening.SUCCEEDED ? 1 : 0;
        }
    }

    @Override
    public void merge(IncidentTally other) {
        super.merge(other);
        replay.merge(other.replay);
        limits.merge(other.limits);
        first = other.first.isBefore(first) ? other.first : first;
        last = other.last.isAfter(last) ? other.last : last;
        retries += other.retries;
        retriesThatSucceeded += other.retriesThatSucceeded;
    }

    /** What all that was added comes to. More can be added afterwards. */
    public Incident incident(Instant madeAt) {
        Optional<Span> stalls = first.isAfter(last) ? Optional.empty() : Optional.of(new Span(first, last));
        Instant quietFrom = period.to().minus(QUIET);
        return new Incident(
                tally().report(madeAt),
                replay.fired(),
                stalls,
                stalls.isEmpty() || last.isBefore(quietFrom),
                new Done(retries, retriesThatSucceeded, limits.changes()));
    }
}
