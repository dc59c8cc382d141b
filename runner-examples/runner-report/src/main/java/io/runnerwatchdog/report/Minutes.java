package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Criterion.Goal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * What happened in each whole minute (UTC) of a period, and the worst windows of such minutes. Not thread-safe.
 *
 * <p>A window is a number of consecutive minutes that all lie in the period. Of windows that are equally bad the earliest
 * counts.
 */
final class Minutes {
    private static final int STALL_WINDOW = 5;
    private static final int FAILURE_WINDOW = 10;
    private static final int SKIP_WINDOW = (int) Duration.ofDays(1).toMinutes();
    /** A failure rate of fewer says nothing. */
    private static final int LEAST_ENDED = 10;

    private final long first;
    private final int[] stalls;
    private final int[] ended;
    private final int[] notSucceeded;
    private final int[] skipped;

    Minutes(Period period) {
        Instant from = period.from();
        boolean whole = from.getNano() == 0 && from.getEpochSecond() % 60 == 0;
        first = minuteOf(from) + (whole ? 0 : 1);
        int count = (int) Math.max(0, minuteOf(period.to()) - first);
        stalls = new int[count];
        ended = new int[count];
        notSucceeded = new int[count];
        skipped = new int[count];
    }

    /** Whole minutes since 1970. */
    static long minuteOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), 60);
    }

    void add(Instant at, Happening what) {
        long minute = minuteOf(at) - first;
        if (minute < 0 || minute >= stalls.length) {
            return;
        }
        int i = (int) minute;
        if (what.isStall()) {
            stalls[i]++;
        } else if (what == Happening.SKIPPED) {
            skipped[i]++;
        } else if (what.isEnd()) {
            ended[i]++;
            notSucceeded[i] += what == Happening.SUCCEEDED ? 0 : 1;
        }
    }

    void merge(Minutes other) {
        add(stalls, other.stalls);
        add(ended, other.ended);
        add(notSucceeded, other.notSucceeded);
        add(skipped, other.skipped);
    }

    static void add(int[] ours, int[] theirs) {
        for (int i = 0; i < ours.length; i++) {
            ours[i] += theirs[i];
        }
    }

    void write(DataOutput out) throws IOException {
        for (int[] counts : List.of(stalls, ended, notSucceeded, skipped)) {
            Wire.writeSparse(counts, out);
        }
    }

    void read(DataInput in) throws IOException {
        for (int[] counts : List.of(stalls, ended, notSucceeded, skipped)) {
            Wire.readSparse(counts, in);
        }
    }

    /** Stalls a second in the worst five minutes; not judged where the period has fewer. */
    Criterion stallRate() {
        long[] sums = sums(stalls);
        double seconds = Duration.ofMinutes(STALL_WINDOW).toSeconds();
        return worst(
                Goal.STALL_RATE,
                STALL_WINDOW,
                end -> OptionalDouble.of((sums[end] - sums[end - STALL_WINDOW]) / seconds));
    }

    /** Skipped steps in the worst 24 hours; of a shorter period in all of it. */
    Criterion autoSkips() {
        long[] sums = sums(skipped);
        int window = Math.min(SKIP_WINDOW, skipped.length);
        return worst(Goal.AUTO_SKIPS, window, end -> OptionalDouble.of(sums[end] - sums[end - window]));
    }

    /** Of the ended steps those that did not succeed, in the worst ten minutes with ten ended steps or more. */
    Criterion failureRate() {
        long[] all = sums(ended);
        long[] bad = sums(notSucceeded);
        return worst(Goal.FAILURE_RATE, FAILURE_WINDOW, end -> {
            long steps = all[end] - all[end - FAILURE_WINDOW];
            return steps < LEAST_ENDED
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) (bad[end] - bad[end - FAILURE_WINDOW]) / steps);
        });
    }

    /** The number before each minute, and in the end all. */
    private static long[] sums(int[] counts) {
        long[] sums = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            sums[i + 1] = sums[i] + counts[i];
        }
        return sums;
    }

    /** @param valueAt the value of the window that ends before the minute of this index */
    private Criterion worst(Goal goal, int window, IntFunction<OptionalDouble> valueAt) {
        OptionalDouble worst = OptionalDouble.empty();
        OptionalDouble latest = OptionalDouble.empty();
        int worstEnd = 0;
        for (int end = Math.max(1, window); end <= stalls.length; end++) {
            latest = valueAt.apply(end);
            if (latest.isPresent() && latest.getAsDouble() > worst.orElse(-1)) {
                worst = latest;
                worstEnd = end;
            }
        }
        boolean isAnywhere = worst.orElse(0) > 0;
        return new Criterion(
                goal,
                worst,
                isAnywhere ? Optional.of(Instant.ofEpochSecond((first + worstEnd) * 60)) : Optional.empty(),
                latest);
    }
}
