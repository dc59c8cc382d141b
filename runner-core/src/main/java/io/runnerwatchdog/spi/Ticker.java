package io.runnerwatchdog.spi;

/** The clock for durations. The seam for tests: they bring one that only moves when told to. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since some moment; never runs backwards, may overflow: compare by difference only. */
    long nanos();

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
