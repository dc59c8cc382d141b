package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.fleet.FleetEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** An engine that lacks something. */
public final class BrokenEngine implements FleetEngine {
    public BrokenEngine() {
        throw new NoClassDefFoundError("org/duckdb/Database");
    }

    @Override
    public String id() {
        return "broken";
    }

    @Override
    public <A extends Accumulator<A>> A read(List<Path> paths, Supplier<A> fresh, LongConsumer linesRead) {
        throw new AssertionError("never made");
    }
}
