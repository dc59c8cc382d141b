package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Criterion.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reckoned by hand. */
class CriteriaTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Period TWO_DAYS = new Period(START, START.plus(Duration.ofDays(2)), ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();

    private Criterion judged(Goal goal, Period period) {
        Tally tally = new Tally(period);
        lines.forEach(line -> tally.add(line.record()));
        return tally.report(START).criteria().stream()
                .filter(criterion -> criterion.goal() == goal)
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(int minute, int second) {
        return START.plusSeconds(minute * 60L + second);
    }

    private void stalls(int minute, int count) {
        for (int i = 0; i < count; i++) {
            lines.add(Line.stall(at(minute, i % 60), "lock"));
        }
    }

    @Test
    void sixStallsWithinFiveMinutesAreTooMany() {
        stalls(100, 3);
        stalls(104, 3);

        Criterion criterion = judged(Goal.STALL_RATE, TWO_DAYS);

        assertThat(criterion.value()).hasValue(6 / 300.0);
        assertThat(criterion.worstAt()).contains(at(105, 0));
        assertThat(criterion.latest()).hasValue(0);
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void sixStallsWithinSixMinutesAreNot() {
        stalls(100, 3);
        stalls(105, 3);

        Criterion criterion = judged(Goal.STALL_RATE, TWO_DAYS);

        assertThat(criterion.value()).hasValue(3 / 300.0);
        // The first of the equally bad windows that hold minute 100.
        assertThat(criterion.worstAt()).contains(at(101, 0));
        assertThat(criterion.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aQuietTimePassesAndHasNoWorstMoment() {
        Criterion criterion = judged(Goal.STALL_RATE, TWO_DAYS);

        assertThat(criterion.value()).hasValue(0);
        assertThat(criterion.worstAt()).isEmpty();
        assertThat(criterion.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void onlyWholeMinutesOfThePeriodMakeAWindow() {
        stalls(0, 9);
        stalls(5, 9);
        Period untilMinuteSix = new Period(at(0, 1), at(5, 59), ZoneOffset.UTC);

        // The minutes 1 to 4 are whole: too few.
        assertThat(judged(Goal.STALL_RATE, untilMinuteSix).outcome()).isEqualTo(Outcome.NOT_JUDGED);
        assertThat(judged(Goal.STALL_RATE, new Period(at(0, 1), at(6, 0), ZoneOffset.UTC))
                        .value())
                .hasValue(9 / 300.0);
        assertThat(judged(Goal.STALL_RATE, new Period(at(0, 0), at(5, 59), ZoneOffset.UTC))
                        .value())
                .hasValue(9 / 300.0);
    }

    @Test
    void twoFailuresOfTenAreTooMany() {
        for (int i = 0; i < 8; i++) {
            lines.add(Line.success(at(20, i), 5));
        }
        lines.add(Line.failure(at(25, 0), 5));
        lines.add(Line.killed(at(29, 59), 5));

        Criterion criterion = judged(Goal.FAILURE_RATE, TWO_DAYS);

        assertThat(criterion.value()).hasValue(0.2);
        assertThat(criterion.worstAt()).contains(at(30, 0));
        assertThat(criterion.latest()).isEmpty();
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void failuresOfFewerThanTenAreNotJudged() {
        for (int i = 0; i < 9; i++) {
            lines.add(Line.failure(at(20, i), 5));
        }
        lines.add(Line.failure(at(30, 0), 5));

        assertThat(judged(Goal.FAILURE_RATE, TWO_DAYS).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    }

    @Test
    void threeSkipsWithinADayAreTooMany() {
        lines.add(Line.of("skipped", at(10, 0)));
        lines.add(Line.of("skipped", at(600, 0)));
        lines.add(Line.of("skipped", at(10 + 24 * 60, 0)));

        assertThat(judged(Goal.AUTO_SKIPS, TWO_DAYS).value()).hasValue(2);
        assertThat(judged(Goal.AUTO_SKIPS, TWO_DAYS).outcome()).isEqualTo(Outcome.PASS);

        lines.add(Line.of("skipped", at(9 + 24 * 60, 59)));

        Criterion criterion = judged(Goal.AUTO_SKIPS, TWO_DAYS);
        assertThat(criterion.value()).hasValue(3);
        assertThat(criterion.worstAt()).contains(at(10 + 24 * 60, 0));
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void skipsOfAShortPeriodAreThoseOfAllOfIt() {
        lines.add(Line.of("skipped", at(0, 0)));
        lines.add(Line.of("skipped", at(59, 0)));

        Period hour = new Period(START, at(60, 0), ZoneOffset.UTC);
        assertThat(judged(Goal.AUTO_SKIPS, hour).value()).hasValue(2);
    }

    @Test
    void aMinuteIsTheLimitOfTheNinetyFifthPercentile() {
        for (int i = 0; i < 95; i++) {
            lines.add(Line.success(at(1, 0), 59_000));
        }
        for (int i = 0; i < 5; i++) {
            lines.add(Line.killed(at(1, 0), 300_000));
        }

        // 59,000 lies in the bucket from 58,880 to 59,135.
        assertThat(judged(Goal.P95_DURATION, TWO_DAYS).value()).hasValue(59.135);
        assertThat(judged(Goal.P95_DURATION, TWO_DAYS).outcome()).isEqualTo(Outcome.PASS);

        lines.add(Line.killed(at(1, 0), 300_000));

        assertThat(judged(Goal.P95_DURATION, TWO_DAYS).value()).hasValue(300);
        assertThat(judged(Goal.P95_DURATION, TWO_DAYS).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void withoutEndedStepsDurationsAreNotJudged() {
        assertThat(judged(Goal.P95_DURATION, TWO_DAYS).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    }
}
