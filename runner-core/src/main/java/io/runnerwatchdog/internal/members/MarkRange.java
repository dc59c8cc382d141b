package io.runnerwatchdog.internal.members;

import java.util.OptionalLong;

/**
 * Marks of processes, in a limit without effect that children inherit: that of one run, or of all runs of a watchdog.
 *
 * @param first the lowest mark
 * @param last the highest mark
 */
public record MarkRange(long first, long last) {
    /** This mark alone. */
    public static MarkRange of(long mark) {
        return new MarkRange(mark, mark);
    }

    boolean contains(OptionalLong mark) {
        return mark.isPresent() && first <= mark.getAsLong() && mark.getAsLong() <= last;
    }
}
