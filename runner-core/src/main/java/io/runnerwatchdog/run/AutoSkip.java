package io.runnerwatchdog.run;

import java.time.Duration;
import java.util.Objects;

/**
 * When steps that keep stalling are not started any more: after so many stalls of one command type and environment within
 * a window, its steps are {@linkplain Termination.Skipped skipped} until a cool-down has passed. Then one of them, the
 * canary, is run while the others are still skipped: if it stalls, they are skipped for another cool-down; if it ends in
 * any other way, all run again. Immutable.
 *
 * @param stalls how many stalls it takes, from 1 to 1,000
 * @param window within which time, greater than 0
 * @param coolDown how long steps are then skipped, greater than 0
 */
public record AutoSkip(int stalls, Duration window, Duration coolDown) {
    /** The most stalls that can be asked for. */
    public static final int MOST_STALLS = 1000;

    /** 3 stalls within an hour, a cool-down of a quarter of an hour. */
    public static final AutoSkip USUAL = new AutoSkip(3, Duration.ofHours(1), Duration.ofMinutes(15));

    public AutoSkip {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(coolDown, "coolDown");
        if (stalls < 1 || stalls > MOST_STALLS) {
            throw new IllegalArgumentException("stalls must be within 1 and " + MOST_STALLS + ", was " + stalls);
        }
        Limits.requirePositive(window, "window");
        Limits.requirePositive(coolDown, "coolDown");
    }
}
