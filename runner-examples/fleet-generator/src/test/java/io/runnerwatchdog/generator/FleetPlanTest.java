package io.runnerwatchdog.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetPlanTest {
    @Test
    void aPlanThatMakesNoSenseIsRefusedWithWhatIsExpected() {
        FleetPlan plan = FleetPlan.usual();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.hosts(4))
                .withMessage("hosts must be at least 5, was 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.damage(1.5))
                .withMessage("damage must be between 0 and 1, was 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> plan.compressed(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.days(0));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.events(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.threads(0));
    }

    @Test
    void thePeriodIsThatOfItsDays() {
        FleetPlan plan = FleetPlan.usual().days(3);
        assertThat(plan.from()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
        assertThat(plan.to()).isEqualTo(Instant.parse("2026-11-19T00:00:00Z"));
    }

    @Test
    void allEventsAreHandedOutToTheDaysOfTheHosts() {
        FleetScript script = new FleetScript(FleetPlan.usual().events(123_457));
        long all = script.hosts().stream()
                .flatMapToInt(host -> IntStream.range(0, 7).map(day -> script.events(host, day)))
                .asLongStream()
                .sum();
        assertThat(all).isEqualTo(123_457);
    }

    @Test
    void theMomentsOfADayRiseAndStayWithinIt() {
        DayCurve curve = new DayCurve(Site.ISTANBUL, FleetPlan.usual().from());
        int last = -1;
        for (int i = 0; i <= 10_000; i++) {
            int at = curve.at(i / 10_000.0);
            assertThat(at).isGreaterThanOrEqualTo(last).isBetween(0, 86_399_999);
            last = at;
        }
    }
}
