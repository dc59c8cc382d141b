package io.runnerwatchdog.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What the steps of one group, be it a kind of steps or a host, come to. Not thread-safe; parts can be merged. */
public final class StepTally {
    private final Counting counts = new Counting();
    private final DurationHistogram durations = new DurationHistogram();

    /** Takes in a line; empty for events that this version does not know. */
    public void add(Entry record) {
        Happening.of(record).ifPresent(what -> add(record, what, durationOf(record, what)));
    }

    void add(Entry record, Happening what, Optional<Duration> took) {
        counts.add(what, record);
        took.ifPresent(durations::add);
    }

    /** A step that could not be started has taken no time, which says nothing of those that ran. */
    static Optional<Duration> durationOf(Entry record, Happening what) {
        return !what.isEnd() || record.field("startFailure").isPresent() ? Optional.empty() : record.duration();
    }

    /** Takes in what the other has. */
    public void merge(StepTally other) {
        counts.merge(other.counts);
        durations.merge(other.durations);
    }

    /** Whether anything was counted. */
    public boolean isAnything() {
        return !counts().equals(Counts.NONE);
    }

    public Counts counts() {
        return counts.counts();
    }

    public Durations durations() {
        return durations.durations();
    }

    public void write(DataOutput out) throws IOException {
        counts.write(out);
        durations.write(out);
    }

    /** One that was written. */
    public static StepTally read(DataInput in) throws IOException {
        StepTally tally = new StepTally();
        tally.counts.read(in);
        tally.durations.read(in);
        return tally;
    }
}
