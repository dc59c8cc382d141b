package io.runnerwatchdog.internal.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a watchdog may close without a look at the whole machine: only where nobody can be left. */
class BirthsTest {
    private static final long BEFORE = 5_000_000;
    private static final long CHILD = BEFORE + 1;

    private final FakeTicker ticker = new FakeTicker(0);
    private final Machine machine = new Machine();
    private final Census census = new Census(machine, "RUNNER_WATCHDOG_x_", ticker);

    @BeforeEach
    void somebodyLivesThere() {
        machine.start(BEFORE - 1, 1, 10, "RUNNER_WATCHDOG_x_1");
        machine.newest(BEFORE);
    }

    @Test
    void whoeverWasBornAndHasEndedIsNotLeft() {
        Births births = new Births(census);
        born(births, CHILD + 2);
        machine.thread(CHILD + 1);
        machine.put(
                new ProcessTable.Entry(new ProcessIdentity(CHILD + 2, 12), 1, 0, 0, "zombie", ProcessState.ZOMBIE),
                null);

        assertThat(births.areNone()).isTrue();
        assertThat(machine.counts).isZero();
    }

    @Test
    void whoeverLivesMightBeOurs() {
        Births births = new Births(census);
        born(births, CHILD + 1);
        machine.start(CHILD + 1, 1, 11, null);

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void aSuccessorThatWasBornDuringTheLookIsSeen() {
        Births births = new Births(census);
        born(births, CHILD + 1);
        machine.afterLookingUp(CHILD + 1, () -> {
            machine.start(CHILD + 2, 1, 12, null);
            machine.newest(CHILD + 2);
        });

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void aMachineThatDoesNotTellIsNotBelieved() {
        Births births = new Births(new Census(new Machine(), "RUNNER_WATCHDOG_x_", ticker));

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void aNumberThatDoesNotFitToAChildThatWeKnowIsNotBelieved() {
        Births births = new Births(census);
        births.know(CHILD);

        assertThat(births.areNone()).as("the machine still says %s", BEFORE).isFalse();
    }

    /** As where a container is shown the load of its host. */
    @Test
    void numbersOfAnotherCountingAreNotBelieved() {
        Births births = new Births(census);
        births.know(300);
        machine.newest(BEFORE + 1);

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void whereNumbersHaveBegunAnewNobodyKnows() {
        Births births = new Births(census);
        machine.newest(300);

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void whereTooManyWereGivenOutTheWholeMachineIsLookedAt() {
        Births births = new Births(census);
        born(births, BEFORE + 65);

        assertThat(births.areNone()).isFalse();
    }

    @Test
    void afterTwoSecondsNumbersMayHaveBegunAnew() {
        Births births = new Births(census);
        born(births, CHILD);
        ticker.advance(Duration.ofSeconds(2));
        assertThat(births.areNone()).isTrue();

        ticker.advance(Duration.ofNanos(1));
        assertThat(births.areNone()).isFalse();
    }

    private void born(Births births, long newest) {
        births.know(CHILD);
        machine.newest(newest);
    }
}
