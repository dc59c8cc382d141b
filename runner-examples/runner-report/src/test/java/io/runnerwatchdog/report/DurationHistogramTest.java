package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    @Property
    void aPercentileIsNeverTooShortAndLessThanOnePercentTooLong(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = Long.MAX_VALUE / 2) Long> millis,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        List<Long> sorted = millis.stream().sorted().toList();
        // The nearest rank, as it is defined.
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size() - 1e-9);
        long exact = sorted.get(rank - 1);

        long told = of(millis).percentile(percent).orElseThrow().toMillis();

        assertThat(told).isBetween(exact, exact + exact / 128);
    }

    @Property
    void theBucketOfADurationHoldsIt(@ForAll @LongRange(min = 0) long millis) {
        int bucket = DurationHistogram.bucket(millis);

        assertThat(DurationHistogram.largestOf(bucket)).isGreaterThanOrEqualTo(millis);
        if (bucket > 0) {
            assertThat(DurationHistogram.largestOf(bucket - 1)).isLessThan(millis);
        }
    }

    @Property
    void itDoesNotShowWhatWasCountedWhere(
            @ForAll @Size(max = 100) List<@LongRange(min = 0) Long> millis, @ForAll @IntRange(max = 100) int cut) {
        int border = Math.min(cut, millis.size());
        DurationHistogram merged = of(millis.subList(border, millis.size()));
        merged.merge(of(millis.subList(0, border)));

        assertThat(merged.durations()).isEqualTo(of(millis).durations());
    }

    @Test
    void bucketsAreThoseOfTheFormula() {
        assertThat(List.of(0L, 1L, 127L, 128L, 255L, 256L, 257L, 258L, 511L, 512L, 515L, 516L, 60_000L).stream()
                        .map(DurationHistogram::bucket))
                .containsExactly(0, 1, 127, 128, 255, 256, 256, 257, 383, 384, 384, 385, 1258);
        assertThat(DurationHistogram.largestOf(1258)).isEqualTo(60_159);
        assertThat(DurationHistogram.largestOf(DurationHistogram.bucket(Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLongestIsExactAndNoPercentileIsLonger() {
        DurationHistogram histogram = of(List.of(10L, 60_001L));

        assertThat(histogram.percentile(50)).contains(Duration.ofMillis(10));
        assertThat(histogram.percentile(51)).contains(Duration.ofMillis(60_001));
        assertThat(histogram.longest()).contains(Duration.ofMillis(60_001));
    }

    @Test
    void ofNothingThereIsNoPercentile() {
        assertThat(new DurationHistogram().percentile(95)).isEmpty();
        assertThat(new DurationHistogram().durations()).isEqualTo(Durations.NONE);
    }

    @Test
    void whatCannotBeIsRefused() {
        DurationHistogram histogram = new DurationHistogram();

        assertThatThrownBy(() -> histogram.add(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DurationHistogram of(List<Long> millis) {
        DurationHistogram histogram = new DurationHistogram();
        millis.forEach(each -> histogram.add(Duration.ofMillis(each)));
        return histogram;
    }
}
