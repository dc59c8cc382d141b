package io.runnerwatchdog.evidence;

import java.time.Duration;
import java.util.Objects;

/**
 * When an evidence file is put aside for a new one, and what becomes of those that were. Immutable.
 *
 * <p>A file is rotated by the first line that is of a later day (in UTC) than its own first line, and by the first line
 * after it has reached {@code largestFile}. It is then called {@code stall-events.jsonl.YYYYMMDD} after the day of its
 * first line; a second one of that day ends in {@code .1}, and so on.
 *
 * @param largestFile from which size on it is rotated, in bytes, greater than 0
 * @param largestTotal what all rotated files may hold together, in bytes, not less than {@code largestFile}; the oldest are
 *     deleted first
 * @param kept how long a rotated file is kept, counted in days from the day in its name; greater than 0
 * @param compressed whether rotated files are compressed with gzip: about a tenth of the size, and about a second for 50
 *     MiB on the thread that wrote the line
 */
public record Rotation(long largestFile, long largestTotal, Duration kept, boolean compressed) {
    /** 50 MiB a file, 1 GiB in all, 14 days, not compressed. */
    public static final Rotation USUAL = new Rotation(50L << 20, 1L << 30, Duration.ofDays(14), false);

    /** The file grows for ever, or somebody else rotates it. */
    public static final Rotation NONE =
            new Rotation(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE), false);

    public Rotation {
        Objects.requireNonNull(kept, "kept");
        if (largestFile <= 0) {
            throw new IllegalArgumentException("largestFile must be > 0, was " + largestFile);
        }
        if (largestTotal < largestFile) {
            throw new IllegalArgumentException(
                    "largestTotal must be >= largestFile, which is " + largestFile + ", was " + largestTotal);
        }
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("kept must be > 0, was " + kept);
        }
    }

    /** This with another size of file; the total grows with it where it has to. */
    public Rotation filesOf(long bytes) {
        return new Rotation(bytes, Math.max(bytes, largestTotal), kept, compressed);
    }

    /** This with another total. */
    public Rotation inAll(long bytes) {
        return new Rotation(largestFile, bytes, kept, compressed);
    }

    /** This, with rotated files compressed. */
    public Rotation compressing() {
        return new Rotation(largestFile, largestTotal, kept, true);
    }

    boolean isOn() {
        return !equals(NONE);
    }
}
