package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three stalls within an hour, a cool-down of a quarter of an hour, canaries that may take ten minutes. */
class SkipRulesTest {
    private static final StepKind KIND = new StepKind("test", "ci");
    private static final Duration CLAIM = Duration.ofMinutes(10);
    private static final Breaker.Series SERIES = new Breaker.Series(at(-20), 3);

    private final SkipRules rules = new SkipRules(AutoSkip.USUAL);

    private static Instant at(long minutes) {
        return WallClock.NOON.plus(Duration.ofMinutes(minutes));
    }

    private SkipRules.Step decide(Breaker known, long minute, int run) {
        return rules.decide(KIND, known, at(minute), run(run), CLAIM);
    }

    private static Breaker closed(long... minutes) {
        return new Breaker.Closed(
                Arrays.stream(minutes).mapToObj(SkipRulesTest::at).toList());
    }

    private static Breaker open(long since) {
        return new Breaker.Open(SERIES, at(since));
    }

    private static Breaker claimed(long since, int run) {
        return new Breaker.HalfOpen(
                SERIES,
                at(since),
                Optional.of(new Breaker.Claim(run(run), at(since).plus(CLAIM))));
    }

    private static Breaker unclaimed(long since) {
        return new Breaker.HalfOpen(SERIES, at(since), Optional.empty());
    }

    @Test
    void whileThereAreFewStallsAllRun() {
        for (Breaker few : List.of(Breaker.NOTHING, closed(0), closed(-1, 0))) {
            assertThat(decide(few, 0, 1)).isEqualTo(SkipRules.Step.run(few));
        }
    }

    @Test
    void theLastStallOfEnoughWithinTheWindowOpens() {
        assertThat(rules.stalled(Breaker.NOTHING, at(0), run(1))).isEqualTo(closed(0));
        assertThat(rules.stalled(closed(0), at(10), run(2))).isEqualTo(closed(0, 10));
        assertThat(rules.stalled(closed(0, 10), at(59), run(3)))
                .isEqualTo(new Breaker.Open(new Breaker.Series(at(0), 3), at(59)));
    }

    @Test
    void aStallThatLeftTheWindowDoesNotCount() {
        assertThat(rules.stalled(closed(0, 10), at(60), run(3))).isEqualTo(closed(10, 60));
    }

    @Test
    void oneStallIsEnoughWhereOneWasAskedFor() {
        SkipRules strict = new SkipRules(new AutoSkip(1, Duration.ofMinutes(1), Duration.ofMinutes(1)));

        assertThat(strict.stalled(Breaker.NOTHING, at(0), run(1)))
                .isEqualTo(new Breaker.Open(new Breaker.Series(at(0), 1), at(0)));
        assertThat(strict.decide(KIND, strict.stalled(Breaker.NOTHING, at(0), run(1)), at(0), run(2), CLAIM)
                        .decision())
                .isEqualTo(new Decision.Skip(at(1), "1 stall of test in ci since 2020-02-29T12:00:00Z"));
    }

    @Test
    void whileItIsOpenStepsAreSkippedUntilTheCoolDownEnds() {
        Decision skip = new Decision.Skip(at(15), "3 stalls of test in ci since 2020-02-29T11:40:00Z");

        assertThat(decide(open(0), 0, 1)).isEqualTo(new SkipRules.Step(open(0), skip));
        assertThat(decide(open(0), 14, 1)).isEqualTo(new SkipRules.Step(open(0), skip));
        assertThat(decide(open(0), 15, 1)).isEqualTo(new SkipRules.Step(claimed(15, 1), new Decision.RunAsCanary()));
    }

    @Test
    void whileTheCanaryRunsTheOthersAreSkipped() {
        assertThat(decide(claimed(15, 1), 20, 2).decision())
                .isEqualTo(new Decision.Skip(
                        at(25), "3 stalls of test in ci since 2020-02-29T11:40:00Z; one of them is tried now"));
        assertThat(decide(claimed(15, 1), 20, 1).decision()).isEqualTo(new Decision.RunAsCanary());
    }

    @Test
    void aClaimRunsOutAndTheNextStepIsTheCanary() {
        assertThat(decide(claimed(15, 1), 25, 2))
                .isEqualTo(new SkipRules.Step(claimed(25, 2), new Decision.RunAsCanary()));
    }

    @Test
    void aCanaryThatEndsByItselfLetsAllRun() {
        assertThat(rules.ended(claimed(15, 1), at(16), run(1), true)).isEqualTo(Breaker.NOTHING);
    }

    @Test
    void aCanaryThatProvesNothingGivesItsPlaceToTheNext() {
        Breaker next = rules.ended(claimed(15, 1), at(16), run(1), false);

        assertThat(next).isEqualTo(unclaimed(16));
        assertThat(decide(next, 17, 2)).isEqualTo(new SkipRules.Step(claimed(17, 2), new Decision.RunAsCanary()));
    }

    @Test
    void aCanaryThatStallsBeginsAnotherCoolDown() {
        Breaker.Open again = new Breaker.Open(new Breaker.Series(at(-20), 4), at(16));

        assertThat(rules.stalled(claimed(15, 1), at(16), run(1))).isEqualTo(again);
        assertThat(decide(again, 30, 2).decision()).isInstanceOf(Decision.Skip.class);
        assertThat(decide(again, 31, 2).decision()).isEqualTo(new Decision.RunAsCanary());
    }

    @Test
    void theStallOfACanaryWhoseClaimRanOutCountsUntilAnotherTookItsPlace() {
        assertThat(rules.stalled(claimed(15, 1), at(40), run(1))).isInstanceOf(Breaker.Open.class);
        assertThat(rules.stalled(claimed(25, 2), at(40), run(1)))
                .isEqualTo(new Breaker.HalfOpen(
                        new Breaker.Series(at(-20), 4), at(25), Optional.of(new Breaker.Claim(run(2), at(35)))));
    }

    @Test
    void aStallOfARunThatWasStartedBeforeCountsAndDoesNotPutOffTheEnd() {
        assertThat(rules.stalled(open(0), at(10), run(7)))
                .isEqualTo(new Breaker.Open(new Breaker.Series(at(-20), 4), at(0)));
    }

    @Test
    void theEndOfAnyOtherRunChangesNothing() {
        for (Breaker any : List.of(Breaker.NOTHING, closed(0), open(0), claimed(0, 1), unclaimed(0))) {
            assertThat(rules.ended(any, at(1), run(7), true)).isSameAs(any);
            assertThat(rules.ended(any, at(1), run(7), false)).isSameAs(any);
        }
    }

    @Test
    void aTimeThatHasNotComeIsNotBelieved() {
        assertThat(rules.stalled(closed(1, 2), at(0), run(3))).isEqualTo(closed(0));
        assertThat(decide(open(1), 0, 1).decision()).isEqualTo(new Decision.RunAsCanary());
        assertThat(decide(claimed(1, 1), 0, 2).decision()).isEqualTo(new Decision.RunAsCanary());
    }

    @Test
    void aClaimThatNobodyMayMakeIsNotBelieved() {
        Breaker endless = new Breaker.HalfOpen(
                SERIES, at(0), Optional.of(new Breaker.Claim(run(1), Instant.parse("8999-01-01T00:00:00Z"))));

        assertThat(decide(endless, 1, 2).decision()).isEqualTo(new Decision.RunAsCanary());
    }

    @Test
    void eachHostAppliesItsOwnCoolDown() {
        SkipRules patient = new SkipRules(new AutoSkip(3, Duration.ofHours(1), Duration.ofHours(2)));

        assertThat(decide(open(0), 20, 1).decision()).isInstanceOf(Decision.RunAsCanary.class);
        assertThat(patient.decide(KIND, open(0), at(20), run(1), CLAIM).decision())
                .isInstanceOf(Decision.Skip.class);
    }

    @Test
    void settingsThatMeanForEverDoNotOverflow() {
        SkipRules forEver = new SkipRules(new AutoSkip(1, Limits.NEVER, Limits.NEVER));
        Breaker open = forEver.stalled(Breaker.NOTHING, at(0), run(1));

        assertThat(forEver.decide(KIND, open, at(1), run(2), CLAIM).decision()).isInstanceOf(Decision.Skip.class);
        assertThat(forEver.isForgotten(open, at(1))).isFalse();
        assertThat(forEver.claimFor(Limits.NEVER)).isEqualTo(SkipRules.LONGEST_CLAIM);
    }

    @Test
    void aCanaryHoldsUpTheOthersAsLongAsItMayLastAndForACoolDownIfThatIsForEver() {
        assertThat(rules.claimFor(CLAIM)).isEqualTo(CLAIM);
        assertThat(rules.claimFor(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(rules.claimFor(Limits.NEVER)).isEqualTo(AutoSkip.USUAL.coolDown());
    }

    @Test
    void whatMakesNoDifferenceAnyMoreIsForgotten() {
        long month = SkipRules.REMEMBERED.toMinutes();

        assertThat(rules.isForgotten(Breaker.NOTHING, at(0))).isTrue();
        assertThat(rules.isForgotten(closed(0), at(59))).isFalse();
        assertThat(rules.isForgotten(closed(0), at(60))).isTrue();
        assertThat(rules.isForgotten(open(0), at(month + 15))).isFalse();
        assertThat(rules.isForgotten(open(0), at(month + 16))).isTrue();
        assertThat(rules.isForgotten(claimed(0, 1), at(month))).isFalse();
        assertThat(rules.isForgotten(unclaimed(0), at(month + 24 * 60 + 1))).isTrue();
    }
}
