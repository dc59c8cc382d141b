package io.runnerwatchdog.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How often durations occurred, in whole milliseconds, so that percentiles can be asked for. Not thread-safe; two of them
 * can be merged, and which part was counted where does not show.
 *
 * <p>The bucket of a duration of {@code v} milliseconds is {@code 128 * e + (v >> e)} with {@code e = max(0, b - 8)}, where
 * {@code b} is the number of binary digits of {@code v}. Up to 255 ms each bucket is one millisecond; above, there are 128
 * of the same width in each power of two, so that the largest duration of a bucket is less than 1/128 longer than its
 * smallest. Integers only: any engine that can shift comes to the same buckets.
 *
 * <p>A percentile is the nearest rank, {@code ceil(count * percent / 100)}: the largest duration of the bucket in which
 * that rank lies, and never more than the longest of all. So it is never too short, and less than 0.8 % too long.
 */
public final class DurationHistogram {
    private static final int PRECISION = 7;
    private static final int PAGE = 1 << PRECISION;
    private static final int PAGES = Long.SIZE - PRECISION;
    private static final int BUCKETS = PAGES * PAGE;

    /** One page for each power of two, made when it is needed. */
    private final long[][] pages = new long[PAGES][];

    private long count;
    private long longest;

    /** @throws IllegalArgumentException if it is negative */
    public void add(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 0) {
            throw negative(duration);
        }
        int bucket = bucket(millis);
        page(bucket >> PRECISION)[bucket & (PAGE - 1)]++;
        count++;
        longest = Math.max(longest, millis);
    }

    private static IllegalArgumentException negative(Duration duration) {
        return new IllegalArgumentException("duration must not be negative, was " + duration);
    }

    /** Takes in what the other has counted. */
    public void merge(DurationHistogram other) {
        for (int i = 0; i < PAGES; i++) {
            if (other.pages[i] != null) {
                long[] page = page(i);
                for (int j = 0; j < PAGE; j++) {
                    page[j] += other.pages[i][j];
                }
            }
        }
        count += other.count;
        longest = Math.max(longest, other.longest);
    }

    private long[] page(int index) {
        if (pages[index] == null) {
            pages[index] = new long[PAGE];
        }
        return pages[index];
    }

    /** In binary form: the longest, and then how often each bucket occurs that does at all. */
    public void write(DataOutput out) throws IOException {
        Wire.writeCount(longest, out);
        int last = -1;
        for (int i = 0; i < PAGES; i++) {
            for (int j = 0; pages[i] != null && j < PAGE; j++) {
                if (pages[i][j] > 0) {
                    Wire.writeCount(i * PAGE + j - last, out);
                    Wire.writeCount(pages[i][j], out);
                    last = i * PAGE + j;
                }
            }
        }
        Wire.writeCount(0, out);
    }

    /** From its binary form, into one that is empty yet. */
    public void read(DataInput in) throws IOException {
        longest = Wire.readCount(in);
        int bucket = -1;
        for (int step = Wire.readCount(in, BUCKETS); step != 0; step = Wire.readCount(in, BUCKETS)) {
            bucket += step;
            if (bucket >= BUCKETS) {
                throw new IOException("damaged: no duration is so long");
            }
            long times = Wire.readCount(in);
            page(bucket >> PRECISION)[bucket & (PAGE - 1)] = times;
            count += times;
        }
    }

    /** How many durations there are. */
    public long count() {
        return count;
    }

    /** The longest, exactly; empty where there is none. */
    public Optional<Duration> longest() {
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(longest));
    }

    /** What so many of a hundred did not exceed; empty where there is none. */
    public Optional<Duration> percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percent must be within 1 and 100, was " + percent);
        }
        // Not the product of both: that would overflow first.
        long rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
        long passed = 0;
        for (int i = 0; i < PAGES; i++) {
            for (int j = 0; pages[i] != null && j < PAGE; j++) {
                passed += pages[i][j];
                if (passed >= rank && pages[i][j] > 0) {
                    return Optional.of(Duration.ofMillis(Math.min(longest, largestOf(i * PAGE + j))));
                }
            }
        }
        return Optional.empty();
    }

    public Durations durations() {
        return count == 0
                ? Durations.NONE
                : new Durations(count, percentile(50), percentile(95), percentile(99), longest());
    }

    static int bucket(long millis) {
        int digits = Long.SIZE - Long.numberOfLeadingZeros(millis);
        int exponent = Math.max(0, digits - PRECISION - 1);
        return PAGE * exponent + (int) (millis >> exponent);
    }

    /** The largest duration of a bucket, in milliseconds. */
    static long largestOf(int bucket) {
        int exponent = Math.max(0, bucket / PAGE - 1);
        long part = bucket - (long) PAGE * exponent;
        return (part << exponent) + (1L << exponent) - 1;
    }
}
