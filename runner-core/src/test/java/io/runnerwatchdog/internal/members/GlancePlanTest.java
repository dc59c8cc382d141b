package io.runnerwatchdog.internal.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a tree is glanced at; each test begins once in the ordinary and once just before an overflow. */
class GlancePlanTest {
    private static final long ORDINARY = 5_000_000_000L;
    private static final long OVERFLOWS_SOON = Long.MAX_VALUE - 1_000_000L;
    private static final long CHEAP = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void aTreeThatDoesNotChangeIsLeftInPeaceSoon(long begin) {
        assertThat(burst(new GlancePlan(begin), begin, CHEAP)).containsExactly(8L, 16L, 32L, 64L);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void aNewChildBeginsTheStepsAnew(long begin) {
        GlancePlan plan = new GlancePlan(begin);
        plan.afterGlance(begin, CHEAP, false);
        plan.afterGlance(begin, CHEAP, false);

        assertThat(millis(plan.afterGlance(begin, 1_000, true))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void aLargeTreeThatAlwaysChangesCostsHalfAPercentAtMost(long begin) {
        GlancePlan plan = new GlancePlan(begin);
        long cost = Duration.ofMillis(3).toNanos();
        long spent = 0;
        long waited = 0;
        for (int i = 0; i < 100; i++) {
            spent += cost;
            waited += plan.afterGlance(begin + waited, cost, true).orElseThrow();
        }

        assertThat((double) spent / waited).isLessThan(0.006);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void outputAfterASilenceBeginsABurstAndOutputThatFlowsDoesNot(long begin) {
        GlancePlan plan = new GlancePlan(begin);
        assertThat(plan.printed(begin)).as("a burst is under way").isFalse();
        burst(plan, begin, CHEAP);

        assertThat(plan.printed(begin + Duration.ofMillis(499).toNanos())).isFalse();
        assertThat(plan.printed(begin + Duration.ofMillis(500).toNanos())).isTrue();
        assertThat(plan.printed(begin + Duration.ofMillis(501).toNanos())).isFalse();
    }

    private static List<Long> burst(GlancePlan plan, long now, long cost) {
        List<Long> delays = new ArrayList<>();
        OptionalLong next;
        while ((next = plan.afterGlance(now, cost, false)).isPresent()) {
            delays.add(millis(next));
        }
        return delays;
    }

    private static long millis(OptionalLong nanos) {
        return Duration.ofNanos(nanos.orElseThrow()).toMillis();
    }
}
