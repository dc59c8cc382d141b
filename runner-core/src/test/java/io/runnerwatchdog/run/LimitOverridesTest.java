package io.runnerwatchdog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitOverridesTest {
    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration TWO = Duration.ofSeconds(2);
    private static final Duration THREE = Duration.ofSeconds(3);
    private static final Duration FOUR = Duration.ofSeconds(4);
    private static final LimitOverrides ALL =
            LimitOverrides.NONE.withIdle(ONE).withHard(TWO).withGrace(THREE).withWarn(FOUR);

    @Test
    void eachSetterReplacesItsOwnAndKeepsTheOthers() {
        assertThat(ALL)
                .isEqualTo(
                        new LimitOverrides(Optional.of(ONE), Optional.of(TWO), Optional.of(THREE), Optional.of(FOUR)));
        assertThat(ALL.withIdle(FOUR).idle()).contains(FOUR);
        assertThat(ALL.withIdle(FOUR).hard()).contains(TWO);
        assertThat(ALL.withGrace(ONE).warn()).contains(FOUR);
        assertThat(ALL.idle()).as("the original").contains(ONE);
    }

    @Test
    void nothingSetGivesWhatIsBelow() {
        assertThat(LimitOverrides.NONE.over(ALL)).isEqualTo(ALL);
        assertThat(LimitOverrides.NONE.over(Limits.DEFAULTS)).isEqualTo(Limits.DEFAULTS);
    }

    @Test
    void whatIsSetHidesWhatIsBelow() {
        LimitOverrides below = LimitOverrides.NONE
                .withIdle(FOUR)
                .withHard(FOUR)
                .withGrace(FOUR)
                .withWarn(ONE);

        assertThat(ALL.over(below)).isEqualTo(ALL);
        assertThat(LimitOverrides.NONE.withGrace(ONE).over(below)).isEqualTo(below.withGrace(ONE));
    }

    @Test
    void aShortHardLimitOverALongerIdleLimitTurnsTheIdleLimitOff() {
        Limits limits = LimitOverrides.NONE.withHard(THREE).over(Limits.DEFAULTS);

        assertThat(limits.hard()).isEqualTo(THREE);
        assertThat(limits.idle()).isEqualTo(Limits.NEVER);
    }

    @Test
    void aLongIdleLimitOverAShorterHardLimitIsNeverReached() {
        Limits limits = LimitOverrides.NONE.withIdle(Duration.ofSeconds(45)).over(Limits.DEFAULTS);

        assertThat(limits.idle()).isEqualTo(Limits.NEVER);
        assertThat(limits.hard()).isEqualTo(Limits.DEFAULTS.hard());
    }

    @Test
    void aContradictionOnOneLevelIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LimitOverrides.NONE.withIdle(TWO).withHard(ONE).over(Limits.DEFAULTS))
                .withMessageStartingWith("idleTimeout must be < hardTimeout, was PT2S with a hardTimeout of PT1S");
    }

    @Test
    void valuesThatCannotBeAreRefusedWhereTheyAreSet() {
        assertRefused(() -> LimitOverrides.NONE.withIdle(Duration.ZERO), "idleTimeout must be > 0, was PT0S");
        assertRefused(() -> LimitOverrides.NONE.withHard(Duration.ofSeconds(-1)), "hardTimeout must be > 0, was PT-1S");
        assertRefused(
                () -> LimitOverrides.NONE.withGrace(Duration.ofSeconds(-1)), "gracePeriod must be >= 0, was PT-1S");
        assertRefused(() -> LimitOverrides.NONE.withWarn(Duration.ZERO), "warnAfter must be > 0, was PT0S");
        assertThat(LimitOverrides.NONE.withGrace(Duration.ZERO).grace()).contains(Duration.ZERO);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> LimitOverrides.NONE.withIdle(null))
                .withMessage("idleTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> LimitOverrides.NONE.withHard(null))
                .withMessage("hardTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> LimitOverrides.NONE.withGrace(null))
                .withMessage("gracePeriod");
        assertThatNullPointerException()
                .isThrownBy(() -> LimitOverrides.NONE.withWarn(null))
                .withMessage("warnAfter");
    }

    /** Between levels no pair of limits may throw: an operator's variable must not break a run that worked. */
    @Property
    void anyIdleAndHardLimitOfTwoLevelsFitTogether(
            @ForAll @LongRange(min = 1, max = 100_000) long idle,
            @ForAll @LongRange(min = 1, max = 100_000) long hard) {
        Limits below = new Limits(Limits.NEVER, Duration.ofMillis(hard), Duration.ZERO, Optional.empty());

        Limits limits = LimitOverrides.NONE.withIdle(Duration.ofMillis(idle)).over(below);

        assertThat(limits.hard()).isEqualTo(Duration.ofMillis(hard));
        assertThat(limits.idle()).isEqualTo(idle < hard ? Duration.ofMillis(idle) : Limits.NEVER);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }
}
