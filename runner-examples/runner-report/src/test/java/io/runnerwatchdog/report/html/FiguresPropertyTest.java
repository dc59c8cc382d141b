package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class FiguresPropertyTest {
    @Property
    void whatMeetsItsLimitNeverLooksAsIfItDidNot(@ForAll @DoubleRange(min = 0, max = 1) double part) {
        for (Goal goal : Goal.values()) {
            double value = goal.limit() * part * 1.5;
            Criterion criterion =
                    new Criterion(goal, OptionalDouble.of(value), Optional.empty(), OptionalDouble.empty());
            if (criterion.outcome() == Criterion.Outcome.PASS) {
                assertThat(CriteriaTiles.figure(goal, value)).isNotEqualTo(CriteriaTiles.figure(goal, goal.limit()));
            }
        }
    }

    @Property
    void anAxisHoldsItsHighestValueInFewRoundSteps(@ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long highest) {
        Axis axis = Axis.to(highest, 100);

        assertThat(axis.top()).isGreaterThanOrEqualTo(highest).isLessThan(Math.max(highest, 1) + axis.step());
        assertThat(axis.top() % axis.step()).isZero();
        assertThat(axis.top() / axis.step()).isBetween(1L, 4L);
        assertThat(Long.toString(axis.step())).matches("[125]0*");
    }

    @Property
    void everyMarkStandsWithinItsDrawing(
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long micros,
            @ForAll @LongRange(min = 0, max = 2_000) long spread) {
        Duration shortest = Duration.ofMillis(1).plusNanos(micros * 1_000);
        Durations durations = new Durations(
                3,
                Optional.of(shortest),
                Optional.of(shortest.plusNanos(spread)),
                Optional.of(shortest.plusNanos(spread)),
                Optional.of(shortest.plusNanos(spread)));
        Spread scale = Spread.of(List.of(durations));

        assertThat(scale.at(shortest)).isBetween(0.0, scale.at(shortest.plusNanos(spread)));
        assertThat(scale.at(shortest.plusNanos(spread))).isLessThan(1);
    }
}
