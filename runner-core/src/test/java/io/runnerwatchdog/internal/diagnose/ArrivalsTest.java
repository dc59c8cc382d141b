package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.Receiver;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    /** Near an overflow: times are compared by difference. */
    private static final long START = Long.MAX_VALUE - Duration.ofMillis(500).toNanos();

    private static final Optional<Duration> UNTIMED = Optional.empty();
    private static final Optional<Duration> ONE_SECOND = Optional.of(Duration.ofSeconds(1));

    private final Arrivals arrivals = new Arrivals();

    @Test
    void whoBlocksForEverHasReceivedNothing() {
        assertThat(arrives(0, 7, UNTIMED)).isFalse();
        assertThat(arrives(5_000, 7, UNTIMED)).isFalse();
        assertThat(arrives(60_000, 7, UNTIMED)).isFalse();
    }

    @Test
    void anUntimedReceiveThatWokeAndWaitsThereAgainHasReceived() {
        assertThat(arrives(0, 7, UNTIMED)).isFalse();
        assertThat(arrives(5_000, 8, UNTIMED)).isTrue();
        assertThat(arrives(6_000, 8, UNTIMED)).as("only what is new").isFalse();
    }

    @Test
    void aPollThatEndsEachTimeByItsOwnClockHasReceivedNothing() {
        for (int look = 0; look < 100; look++) {
            long millis = 200L * look;
            assertThat(arrives(millis, millis / 1_000, ONE_SECOND)).isFalse();
        }
    }

    @Test
    void aPollThatEndedBeforeItsTimeHasReceived() {
        assertThat(arrives(0, 1, ONE_SECOND)).isFalse();
        assertThat(arrives(200, 2, ONE_SECOND))
                .as("that one may have lasted a second")
                .isFalse();
        assertThat(arrives(400, 3, ONE_SECOND))
                .as("this one began 400 ms ago at most")
                .isTrue();
    }

    @Test
    void aPollIsKnownToBeYoungForAsLongAsItIsSeen() {
        arrives(0, 1, ONE_SECOND);
        arrives(200, 2, ONE_SECOND);
        arrives(400, 2, ONE_SECOND);
        arrives(600, 2, ONE_SECOND);

        assertThat(arrives(900, 3, ONE_SECOND)).isTrue();
    }

    @Test
    void aPollWhoseTimeMayJustHaveBeenUpProvesNothing() {
        arrives(0, 1, ONE_SECOND);
        arrives(200, 2, ONE_SECOND);

        assertThat(arrives(1_000, 3, ONE_SECOND)).isFalse();
    }

    /** Counting wakes would be wrong here: 20 in ten seconds of a poll that is always met with a limit of a second. */
    @Test
    void timersOfUnequalLengthAreNotTakenForArrivals() {
        for (int look = 0; look < 60; look++) {
            long millis = 170L * look;
            // A wait of 10 ms, then one of a second, and so on; the short ones fall between the looks.
            long slices = 2 * (millis / 1_010);
            assertThat(arrives(millis, slices, ONE_SECOND)).isFalse();
        }
    }

    @Test
    void theTimeThatALookTookCountsAgainstIt() {
        arrives(0, 1, ONE_SECOND);
        arrives(200, 2, ONE_SECOND);

        Receiver woken = receiver(1, 3, Set.of(77L), ONE_SECOND);
        assertThat(arrivals.add(new Receiver.Look(at(900), at(1_100), List.of(woken), true)))
                .isEmpty();
    }

    @Test
    void whoThenWaitsAtAnotherSocketMayOnlyHaveGivenUpTheFirst() {
        arrivals.add(look(0, receiver(1, 7, Set.of(77L), UNTIMED)));

        assertThat(arrivals.add(look(1_000, receiver(1, 9, Set.of(78L), UNTIMED))))
                .isEmpty();
    }

    @Test
    void whoWaitsAtOneSocketMoreHasNotGivenUpTheFirst() {
        arrivals.add(look(0, receiver(1, 7, Set.of(77L), UNTIMED)));

        assertThat(arrivals.add(look(1_000, receiver(1, 9, Set.of(77L, 78L), UNTIMED))))
                .hasSize(1);
    }

    @Test
    void whoWasMetAwakeInBetweenHasReceivedToo() {
        arrives(0, 1, ONE_SECOND);
        arrives(200, 2, ONE_SECOND);
        arrivals.add(look(400));

        assertThat(arrives(600, 4, ONE_SECOND)).isTrue();
    }

    @Test
    void whenItBeganIsToldByTheLastLookThatShowedItNotByOneThatMissedIt() {
        arrives(0, 1, ONE_SECOND);
        arrivals.add(look(600));
        arrives(700, 2, ONE_SECOND);

        assertThat(arrives(1_100, 3, ONE_SECOND)).isFalse();
    }

    @Test
    void whatHappenedWhileItWasElsewhereForLongIsNotKnown() {
        arrives(0, 7, UNTIMED);
        arrivals.add(look(1_000));
        arrivals.add(look(2_000));

        assertThat(arrives(3_000, 9, UNTIMED)).isFalse();
    }

    @Test
    void threadsAndProcessesAreToldApart() {
        arrivals.add(look(0, receiver(1, 7, Set.of(77L), UNTIMED)));

        assertThat(arrivals.add(look(1_000, receiver(2, 9, Set.of(77L), UNTIMED))))
                .isEmpty();
    }

    @Test
    void fiveLooksFallIntoTheShortestTimeLimitAndOneIntoEachSecond() {
        assertThat(arrivals.pause()).isEmpty();

        arrivals.add(look(0, receiver(1, 7, Set.of(77L), UNTIMED)));
        assertThat(arrivals.pause()).contains(Duration.ofSeconds(1));

        arrivals.add(look(
                1,
                receiver(1, 7, Set.of(77L), UNTIMED),
                receiver(2, 7, Set.of(78L), ONE_SECOND),
                receiver(3, 7, Set.of(79L), Optional.of(Duration.ofMinutes(1)))));
        assertThat(arrivals.pause()).contains(Duration.ofMillis(200));

        arrivals.add(look(2, receiver(1, 8, Set.of(77L), Optional.of(Duration.ZERO))));
        assertThat(arrivals.pause()).contains(Duration.ofMillis(20));

        arrivals.add(look(3));
        arrivals.add(look(4));
        assertThat(arrivals.pause()).isEmpty();
    }

    @Test
    void whereSomebodyWasMetAwakeItIsWorthToLookAgain() {
        arrivals.add(new Receiver.Look(at(0), at(0), List.of(), false));

        assertThat(arrivals.pause()).contains(Duration.ofSeconds(1));
    }

    private boolean arrives(long millis, long slices, Optional<Duration> timeout) {
        return !arrivals.add(look(millis, receiver(1, slices, Set.of(77L), timeout)))
                .isEmpty();
    }

    private static Receiver.Look look(long millis, Receiver... receivers) {
        return new Receiver.Look(at(millis), at(millis), List.of(receivers), true);
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }

    private static Receiver receiver(long tid, long slices, Set<Long> sockets, Optional<Duration> timeout) {
        return new Receiver(new ProcessIdentity(1, 100), tid, slices, sockets, timeout);
    }
}
