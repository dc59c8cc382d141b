package io.runnerwatchdog.cli.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Durations of which percentiles are asked, in bounded memory: up to {@value #MOST} of them exactly, of more an even choice
 * (Vitter's algorithm R, with a fixed seed so that the same evidence gives the same advice). Not thread-safe.
 */
final class Sample {
    private static final int MOST = 100_000;
    private static final long SEED = 1;

    private final SplittableRandom chance = new SplittableRandom(SEED);
    private long[] millis = new long[16];
    private long seen;

    void add(Duration value) {
        int kept = (int) Math.min(seen, MOST);
        seen++;
        if (kept < MOST) {
            if (kept == millis.length) {
                millis = Arrays.copyOf(millis, Math.min(MOST, kept * 2));
            }
            millis[kept] = value.toMillis();
            return;
        }
        long place = chance.nextLong(seen);
        if (place < MOST) {
            millis[(int) place] = value.toMillis();
        }
    }

    /** How many there were. */
    long size() {
        return seen;
    }

    /** The smallest value that this part of all does not exceed (nearest rank); empty where there are none. */
    Optional<Duration> percentile(double part) {
        int kept = (int) Math.min(seen, MOST);
        if (kept == 0) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(millis, kept);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(part * kept);
        return Optional.of(Duration.ofMillis(sorted[Math.max(0, rank - 1)]));
    }
}
