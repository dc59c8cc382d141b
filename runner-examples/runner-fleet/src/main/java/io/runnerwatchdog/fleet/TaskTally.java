package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.fleet.FleetTally;
import java.time.Instant;
import org.apache.spark.util.LongAccumulator;

/** The tally of a task, which tells Spark of unreadable lines while it counts. Not thread-safe. */
final class TaskTally implements Accumulator<TaskTally> {
    private final FleetTally tally;
    private final LongAccumulator unreadable;

    TaskTally(FleetTally tally, LongAccumulator unreadable) {
        this.tally = tally;
        this.unreadable = unreadable;
    }

    @Override
    public Instant from() {
        return tally.from();
    }

    @Override
    public Instant to() {
        return tally.to();
    }

    @Override
    public void add(Entry entry) {
        tally.add(entry);
    }

    @Override
    public void addUnreadable(long lines) {
        unreadable.add(lines);
        tally.addUnreadable(lines);
    }

    @Override
    public void addDuplicates(long lines) {
        tally.addDuplicates(lines);
    }

    @Override
    public void reachesBackTo(Instant moment) {
        tally.reachesBackTo(moment);
    }

    @Override
    public void merge(TaskTally other) {
        tally.merge(other.tally);
    }
}
