package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.ForwardingAccumulator;
import io.runnerwatchdog.report.fleet.FleetTally;
import org.apache.spark.util.LongAccumulator;

/** The tally of a task, which tells Spark of unreadable lines while it counts. Not thread-safe. */
final class TaskTally extends ForwardingAccumulator<FleetTally, TaskTally> {
    private final LongAccumulator unreadable;

    TaskTally(FleetTally tally, LongAccumulator unreadable) {
        super(tally);
        this.unreadable = unreadable;
    }

    @Override
    public void addUnreadable(long lines) {
        unreadable.add(lines);
        super.addUnreadable(lines);
    }
}
