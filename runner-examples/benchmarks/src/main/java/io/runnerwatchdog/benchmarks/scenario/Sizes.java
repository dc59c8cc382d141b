package io.runnerwatchdog.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much is done in one measurement.
 *
 * @param starts how many commands are run one after the other
 * @param bytes how many bytes a child prints
 * @param lines how many lines a child prints
 * @param stamps how many time stamps a child prints
 * @param silent how many children are held
 * @param beside how many children live beside what is measured
 * @param held how long silent children are looked at
 * @param stalls how many runs reach their limit
 */
public record Sizes(
        int starts, long bytes, int lines, int stamps, List<Integer> silent, int beside, Duration held, int stalls) {
    /** For figures. */
    public static final Sizes FULL =
            new Sizes(500, 1L << 30, 2_000_000, 200, List.of(10, 100, 500, 1000), 500, Duration.ofSeconds(10), 100);

    /** For a look whether all works. */
    public static final Sizes QUICK = new Sizes(10, 1L << 22, 10_000, 10, List.of(5), 10, Duration.ofMillis(500), 10);
}
