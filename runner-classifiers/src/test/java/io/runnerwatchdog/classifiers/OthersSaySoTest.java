package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Stalls.Stall;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other processes show: the title of the server at the other end, and children that nobody collects. */
class OthersSaySoTest {
    private static final String WAITS = "postgres: me shop 127.0.0.1(40000) UPDATE waiting";
    private static final Wait SIGNAL = new Wait.OnSignal("rt_sigsuspend");

    @Test
    void aServerThatSaysThatItWaitsForALockMakesItOne() {
        Stall client = Stalls.waiting(toServer(WAITS));

        assertThat(Verdicts.cause(client)).contains(RootCause.LOCK);
        assertThat(Verdicts.because(RootCause.LOCK, client))
                .first()
                .isEqualTo("its peer postgres[99] outside the tree says of itself that it waits for a lock");
    }

    @Test
    void aClientThatPollsItsServerHearsItToo() {
        assertThat(Verdicts.cause(Stalls.waiting(new Wait.OnEvents("poll", List.of(toServer(WAITS)), false))))
                .contains(RootCause.LOCK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres: me shop 127.0.0.1(40000) UPDATE",
                "postgres: me shop 127.0.0.1(40000) idle in transaction",
                "postgres: me waiting 127.0.0.1(40000) SELECT",
                "mypostgres: me shop UPDATE waiting",
                "redis-server waiting",
                "waiting",
                ""
            })
    void aServerThatSaysAnythingElseIsJustSilent(String title) {
        assertThat(Verdicts.causes(Stalls.waiting(toServer(title)))).containsExactly(RootCause.NETWORK);
    }

    @Test
    void aChildThatHasEndedAndIsNotCollectedHangsItsParent() {
        Stall parent = Stalls.waiting(SIGNAL).alone().child(ProcessState.ZOMBIE);

        assertThat(Verdicts.causes(parent)).containsExactly(RootCause.CHILD_HANG);
        assertThat(Verdicts.because(RootCause.CHILD_HANG, parent))
                .first()
                .isEqualTo("its child has ended and it does not look: a zombie is left");
    }

    @Test
    void aChildThatLivesIsWorthWaitingFor() {
        assertThat(Verdicts.causes(Stalls.waiting(SIGNAL).alone().child(ProcessState.SLEEPING)))
                .isEmpty();
    }

    @Test
    void whoWaitsForSomethingElseLeavesZombiesWithoutHarm() {
        assertThat(Verdicts.causes(
                        Stalls.waiting(Stalls.tcp("SYN_SENT", 1, 0)).alone().child(ProcessState.ZOMBIE)))
                .containsExactly(RootCause.NETWORK);
    }

    private static Wait toServer(String title) {
        return new Wait.OnSocket(
                "recvfrom",
                3,
                new SocketFacts("tcp", "127.0.0.1:40000", "127.0.0.1:5432", "ESTABLISHED", 0, 0, 0),
                List.of(new Party(99, "postgres", title, Standing.OUTSIDE)));
    }
}
