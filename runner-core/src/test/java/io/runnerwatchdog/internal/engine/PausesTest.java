package io.runnerwatchdog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.RetryPolicy;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Pauses between attempts. */
class PausesTest {
    private static final RetryPolicy POLICY =
            RetryPolicy.attempts(9).pausing(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Test
    void theyDoubleUpToTheLongestAndAreHalfChance() {
        assertThat(seconds(1, 0)).isEqualTo(0.5);
        assertThat(seconds(1, 0.5)).isEqualTo(0.75);
        assertThat(seconds(2, 0)).isEqualTo(1);
        assertThat(seconds(4, 0)).isEqualTo(4);
        assertThat(seconds(5, 0)).isEqualTo(5);
        assertThat(seconds(99, 0)).isEqualTo(5);
    }

    private static double seconds(int attempt, double chance) {
        return Pauses.after(attempt, POLICY, chance) / 1e9;
    }

    @Property
    void noPauseIsNegativeOrLongerThanTheLongest(
            @ForAll @IntRange(min = 1, max = RetryPolicy.MOST_ATTEMPTS) int attempt,
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000_000L) long first,
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000_000L) long more,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration longest = Duration.ofNanos(first).plus(Duration.ofNanos(more));
        RetryPolicy policy = RetryPolicy.attempts(2).pausing(Duration.ofNanos(first), longest);

        long pause = Pauses.after(attempt, policy, chance);

        assertThat(pause).isBetween(0L, longest.toNanos());
        assertThat(pause).isGreaterThanOrEqualTo(Math.min(first, longest.toNanos()) / 2);
    }
}
