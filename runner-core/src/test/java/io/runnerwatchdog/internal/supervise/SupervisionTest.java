package io.runnerwatchdog.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in milliseconds after the start; each test begins once in the ordinary and once just before an overflow. */
class SupervisionTest {
    private static final long ORDINARY = 1_000_000_000L;
    private static final long OVERFLOWS_SOON = Long.MAX_VALUE - 500_000_000L;

    private static final Limits LIMITS = new Limits(
            Duration.ofMillis(1000), Duration.ofMillis(5000), Duration.ZERO, Optional.of(Duration.ofMillis(600)));

    private long start;

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void aSilentRunIsSampledAtHalfTimeThenSlowThenStalled(long begin) {
        Supervision run = supervised(begin, Liveness.OUTPUT);

        assertThat(stepsUntil(run, 499)).isEmpty();
        assertThat(stepsUntil(run, 599)).containsExactly(Step.SAMPLE);
        assertThat(stepsUntil(run, 600)).containsExactly(Step.WARN);
        assertThat(stepsUntil(run, 999)).isEmpty();
        assertThat(stepsUntil(run, 1000)).containsExactly(Step.STALL_IDLE);
        assertThat(run.decision()).contains(new Decision.Stop(StopReason.IDLE_TIMEOUT));
        assertThat(stepsUntil(run, 9000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void eachSignOfLifeBeginsTheSilenceAnew(long begin) {
        Supervision run = supervised(begin, Liveness.OUTPUT);

        for (int millis = 500; millis < 4900; millis += 500) {
            run.sign(at(millis));
            assertThat(stepsUntil(run, millis + 499)).doesNotContain(Step.STALL_IDLE, Step.STALL_HARD);
        }
        run.sign(at(4999));
        assertThat(stepsUntil(run, 5000)).contains(Step.STALL_HARD);
        assertThat(run.decision()).contains(new Decision.Stop(StopReason.HARD_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void anExitSeenFirstIsNeverAStall(long begin) {
        Supervision run = supervised(begin, Liveness.OUTPUT);

        assertThat(run.exited()).isTrue();

        assertThat(run.look(at(9000))).isEqualTo(Step.NOTHING);
        assertThat(run.stop(StopReason.CANCELLED)).isFalse();
        assertThat(run.decision()).contains(new Decision.Exited());
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void aStallSeenFirstIsNeverAnExit(long begin) {
        Supervision run = supervised(begin, Liveness.OUTPUT);
        stepsUntil(run, 1000);

        assertThat(run.exited()).isFalse();
        assertThat(run.stop(StopReason.CANCELLED)).isFalse();
        assertThat(run.decision()).contains(new Decision.Stop(StopReason.IDLE_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void whoIsHeldBackByTheHostIsNotIdle(long begin) {
        Supervision run = supervised(begin, Liveness.OUTPUT);
        run.heldBack(true, at(100));
        run.heldBack(true, at(200));

        assertThat(stepsUntil(run, 3000)).doesNotContain(Step.STALL_IDLE);
        run.heldBack(false, at(3000));
        assertThat(stepsUntil(run, 4500)).as("the other stream still is").doesNotContain(Step.STALL_IDLE);
        run.heldBack(false, at(4500));
        assertThat(stepsUntil(run, 5000)).as("but the hard limit holds").contains(Step.STALL_HARD);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void silentWorkIsLifeWhereProgressCounts(long begin) {
        Supervision run = supervised(begin, Liveness.PROGRESS);

        assertThat(stepsUntil(run, 999)).contains(Step.NOTE_PROGRESS);
        assertThat(stepsUntil(run, 1000)).containsExactly(Step.CHECK_PROGRESS);
        assertThat(stepsUntil(run, 1100)).as("asked once").isEmpty();
        run.progressChecked(true, at(0), at(1100));
        assertThat(stepsUntil(run, 2099)).doesNotContain(Step.STALL_IDLE, Step.CHECK_PROGRESS);
        assertThat(stepsUntil(run, 2100)).containsExactly(Step.CHECK_PROGRESS);
        run.progressChecked(false, at(1100), at(2110));
        assertThat(stepsUntil(run, 2110)).containsExactly(Step.STALL_IDLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void anAnswerThatComesAfterANewSignIsStale(long begin) {
        Supervision run = supervised(begin, Liveness.PROGRESS);
        stepsUntil(run, 1000);
        run.sign(at(1050));

        run.progressChecked(false, at(0), at(1060));

        assertThat(stepsUntil(run, 2049)).doesNotContain(Step.STALL_IDLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {ORDINARY, OVERFLOWS_SOON})
    void limitsThatAreNeverReachedAreNeverReached(long begin) {
        start = begin;
        Supervision run = new Supervision(
                new Limits(Limits.NEVER, Limits.NEVER.plusNanos(1), Duration.ZERO, Optional.empty()),
                Liveness.OUTPUT,
                start);

        assertThat(run.look(start + Duration.ofDays(365 * 20).toNanos())).isEqualTo(Step.NOTHING);
    }

    private Supervision supervised(long begin, Liveness liveness) {
        start = begin;
        return new Supervision(LIMITS, liveness, start);
    }

    private long at(long millis) {
        return start + millis * 1_000_000;
    }

    /** Looks whenever the machine asks to be looked at, as the clock does, and at the end. */
    private List<Step> stepsUntil(Supervision run, long millis) {
        List<Step> steps = new ArrayList<>();
        long end = at(millis);
        for (int looks = 0; looks < 10_000; looks++) {
            long next = run.nextLook(end);
            long now = next - end < 0 ? next : end;
            Step step;
            while ((step = run.look(now)) != Step.NOTHING) {
                steps.add(step);
            }
            if (now == end || run.decision().isPresent()) {
                return steps;
            }
        }
        throw new AssertionError("asks to be looked at without end");
    }
}
