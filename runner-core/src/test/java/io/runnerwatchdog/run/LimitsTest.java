package io.runnerwatchdog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration IDLE = Duration.ofSeconds(12);
    private static final Duration HARD = Duration.ofSeconds(45);
    private static final Duration GRACE = Duration.ofSeconds(4);

    @Test
    void theDefaultsAreThoseOfTheContract() {
        assertThat(Limits.DEFAULTS).isEqualTo(new Limits(IDLE, HARD, GRACE, Optional.empty()));
    }

    @Test
    void anIdleLimitOfNothingIsRefused() {
        assertRefused(Duration.ZERO, HARD, GRACE, Optional.empty(), "idleTimeout must be > 0, was PT0S");
        assertRefused(
                Duration.ofNanos(-1), HARD, GRACE, Optional.empty(), "idleTimeout must be > 0, was PT-0.000000001S");
    }

    @Test
    void aHardLimitOfNothingIsRefused() {
        assertRefused(IDLE, Duration.ZERO, GRACE, Optional.empty(), "hardTimeout must be > 0, was PT0S");
        assertRefused(IDLE, Duration.ofSeconds(-5), GRACE, Optional.empty(), "hardTimeout must be > 0, was PT-5S");
    }

    @Test
    void noGraceAtAllIsAllowedAndLessThanNoneIsNot() {
        assertThat(new Limits(IDLE, HARD, Duration.ZERO, Optional.empty()).grace())
                .isZero();
        assertRefused(IDLE, HARD, Duration.ofMillis(-1), Optional.empty(), "gracePeriod must be >= 0, was PT-0.001S");
    }

    @Test
    void aWarningMustLieInTheFuture() {
        assertRefused(IDLE, HARD, GRACE, Optional.of(Duration.ZERO), "warnAfter must be > 0, was PT0S");
        assertThat(new Limits(IDLE, HARD, GRACE, Optional.of(Duration.ofNanos(1))).warn())
                .contains(Duration.ofNanos(1));
    }

    @Test
    void idleMustBeShorterThanHard() {
        assertRefused(
                HARD,
                HARD,
                GRACE,
                Optional.empty(),
                "idleTimeout must be < hardTimeout, was PT45S with a hardTimeout of PT45S");
        assertRefused(
                HARD.plusNanos(1),
                HARD,
                GRACE,
                Optional.empty(),
                "idleTimeout must be < hardTimeout, was PT45.000000001S with a hardTimeout of PT45S");
        assertThat(new Limits(HARD.minusNanos(1), HARD, GRACE, Optional.empty()).idle())
                .isEqualTo(HARD.minusNanos(1));
    }

    @Test
    void anIdleLimitThatIsNeverReachedStandsBesideAnyHardLimit() {
        assertThat(new Limits(Limits.NEVER, HARD, GRACE, Optional.empty()).idle())
                .isEqualTo(Limits.NEVER);
        assertThat(new Limits(Limits.NEVER, Limits.NEVER, GRACE, Optional.empty()).hard())
                .isEqualTo(Limits.NEVER);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void whatIsMissingIsNamed() {
        assertMissing(() -> new Limits(null, HARD, GRACE, Optional.empty()), "idleTimeout");
        assertMissing(() -> new Limits(IDLE, null, GRACE, Optional.empty()), "hardTimeout");
        assertMissing(() -> new Limits(IDLE, HARD, null, Optional.empty()), "gracePeriod");
        assertMissing(() -> new Limits(IDLE, HARD, GRACE, null), "warnAfter");
    }

    private static void assertRefused(
            Duration idle, Duration hard, Duration grace, Optional<Duration> warn, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(idle, hard, grace, warn))
                .withMessageStartingWith(message);
    }

    private static void assertMissing(ThrowingCallable call, String name) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }
}
