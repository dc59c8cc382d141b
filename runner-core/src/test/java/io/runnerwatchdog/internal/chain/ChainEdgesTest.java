package io.runnerwatchdog.internal.chain;

import static io.runnerwatchdog.internal.chain.Trees.ANY_CHILD;
import static io.runnerwatchdog.internal.chain.Trees.IDLE_LOOP;
import static io.runnerwatchdog.internal.chain.Trees.LISTENS;
import static io.runnerwatchdog.internal.chain.Trees.SIGNAL;
import static io.runnerwatchdog.internal.chain.Trees.SILENT_PEER;
import static io.runnerwatchdog.internal.chain.Trees.SLEEP;
import static io.runnerwatchdog.internal.chain.Trees.chain;
import static io.runnerwatchdog.internal.chain.Trees.flock;
import static io.runnerwatchdog.internal.chain.Trees.join;
import static io.runnerwatchdog.internal.chain.Trees.member;
import static io.runnerwatchdog.internal.chain.Trees.members;
import static io.runnerwatchdog.internal.chain.Trees.mutexOf;
import static io.runnerwatchdog.internal.chain.Trees.party;
import static io.runnerwatchdog.internal.chain.Trees.polls;
import static io.runnerwatchdog.internal.chain.Trees.reads;
import static io.runnerwatchdog.internal.chain.Trees.steps;
import static io.runnerwatchdog.internal.chain.Trees.tcp;
import static io.runnerwatchdog.internal.chain.Trees.unix;
import static io.runnerwatchdog.internal.chain.Trees.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each way that a wait leads on. */
class ChainEdgesTest {
    @Test
    void nothingIsSaidOfATreeThatWasNotSeen() {
        assertThat(chain()).isEqualTo(WaitChain.EMPTY);
        assertThat(chain(new Trees.Member[] {}).describe()).isEmpty();
    }

    @Test
    void toAChild() {
        WaitChain chain = chain(member(10, 1, ANY_CHILD), member(20, 10, SILENT_PEER));

        assertThat(steps(chain)).containsExactly("10 FIRST", "20 CHILD");
        assertThat(chain.describe())
                .containsExactly("p10[10] waits for p20[20]", "p20[20] recvfrom tcp 10.0.0.1:443 ESTABLISHED");
    }

    @Test
    void toTheChildThatIsNamed() {
        Wait second = new Wait.OnChild("waitid", OptionalLong.of(21));

        assertThat(steps(chain(member(10, 1, second), member(20, 10, SILENT_PEER), member(21, 10, SLEEP))))
                .containsExactly("10 FIRST", "21 CHILD");
    }

    @Test
    void notToAChildThatHasEnded() {
        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD),
                        member(20, 10, new Wait.Ended()).in(ProcessState.ZOMBIE),
                        member(21, 10, SLEEP))))
                .containsExactly("10 FIRST", "21 CHILD");
        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD),
                        member(20, 10, new Wait.Ended()).in(ProcessState.ZOMBIE))))
                .containsExactly("10 FIRST");
    }

    @Test
    void toAChildWhoseFirstThreadHasEndedAndWhoseOthersHaveNot() {
        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD),
                        member(20, 10, new Wait.Ended()).in(ProcessState.ZOMBIE).thread(25, "worker", SILENT_PEER))))
                .containsExactly("10 FIRST", "20/25 CHILD");
    }

    @Test
    void toWhoWritesThePipe() {
        assertThat(steps(chain(member(10, 1, reads(20)), member(20, 10, SLEEP))))
                .containsExactly("10 FIRST", "20 PIPE");
    }

    @Test
    void toWhoReadsThePipe() {
        assertThat(steps(chain(member(10, 1, writes(20)), member(20, 10, SLEEP))))
                .containsExactly("10 FIRST", "20 PIPE");
    }

    @Test
    void toWhoHoldsTheLockOnTheFile() {
        assertThat(steps(chain(member(10, 1, ANY_CHILD), member(20, 10, flock(30)), member(30, 1, SLEEP))))
                .containsExactly("10 FIRST", "20 CHILD", "30 LOCK");
    }

    @Test
    void toTheThreadThatHoldsTheLockInMemory() {
        WaitChain chain = chain(
                member(10, 1, mutexOf(10, 12)).thread(11, "other", SILENT_PEER).thread(12, "holder", SLEEP));

        assertThat(steps(chain)).containsExactly("10 FIRST", "10/12 LOCK");
        assertThat(chain.describe().get(0)).isEqualTo("p10[10] waits for a lock held by p10[10] thread 12");
    }

    @Test
    void toTheThreadThatIsJoined() {
        WaitChain chain = chain(member(10, 1, join(10, 12))
                .thread(11, "other", SILENT_PEER)
                .idle(600)
                .thread(12, "joined", SLEEP)
                .idle(5));

        assertThat(steps(chain)).containsExactly("10 FIRST", "10/12 JOIN");
        assertThat(chain.describe().get(0)).isEqualTo("p10[10] waits for the end of p10[10] thread 12");
    }

    @Test
    void notToAThreadThatHasGone() {
        assertThat(steps(chain(member(10, 1, join(10, 99))))).containsExactly("10 FIRST");
        assertThat(steps(chain(member(10, 1, mutexOf(99, 99))))).containsExactly("10 FIRST");
    }

    @Test
    void toThePeerThatIsStuckItself() {
        WaitChain chain = chain(member(10, 1, tcp("ESTABLISHED", 20)), member(20, 10, flock()));

        assertThat(steps(chain)).containsExactly("10 FIRST", "20 SOCKET");
        assertThat(chain.describe().get(0))
                .isEqualTo("p10[10] recvfrom tcp 10.0.0.1:443 ESTABLISHED of p20[20], its peer is p20[20]");
    }

    @Test
    void toThePeerThatSleeps() {
        assertThat(steps(chain(member(10, 1, tcp("ESTABLISHED", 20)), member(20, 10, SLEEP))))
                .containsExactly("10 FIRST", "20 SOCKET");
    }

    @Test
    void notToAPeerThatIsIdle() {
        for (Wait idle : List.of(IDLE_LOOP, LISTENS, SIGNAL)) {
            assertThat(steps(chain(
                            member(10, 1, tcp("ESTABLISHED", 20)),
                            member(20, 10, idle).thread(21, "pool", SIGNAL))))
                    .as(idle.describe())
                    .containsExactly("10 FIRST");
        }
    }

    @Test
    void toThePeerOfAPairThatNothingElseExplains() {
        assertThat(steps(chain(member(10, 1, unix(20)), member(20, 10, SLEEP))))
                .containsExactly("10 FIRST", "20 SOCKET");
    }

    @Test
    void fromATerminalToWhoPrintsOnIt() {
        Wait master = new Wait.OnTerminalMaster("read", "/dev/pts/0", members(20));
        Wait prompt = new Wait.OnTerminal("read", "/dev/pts/0");

        assertThat(steps(chain(member(10, 1, master), member(20, 10, prompt))))
                .containsExactly("10 FIRST", "20 TERMINAL");
    }

    @Test
    void throughEachThingThatIsPolled() {
        Wait pidfd = new Wait.OnChild("poll", OptionalLong.of(21));

        assertThat(steps(chain(
                        member(10, 1, polls(reads(20), pidfd)), member(20, 10, LISTENS), member(21, 10, SILENT_PEER))))
                .containsExactly("10 FIRST", "21 CHILD");
        assertThat(steps(chain(member(10, 1, polls(polls(reads(20)))), member(20, 10, SLEEP))))
                .as("a set within a set")
                .containsExactly("10 FIRST", "20 PIPE");
    }

    @Test
    void whatIsPolledOutsideExplainsItself() {
        assertThat(steps(chain(member(10, 1, polls(reads(20), SILENT_PEER)), member(20, 10, SLEEP))))
                .containsExactly("10 FIRST");
    }

    @Test
    void neverOutOfTheTree() {
        Wait outside = new Wait.OnFileLock("flock", "/lock", List.of(party(30, Standing.OUTSIDE)));
        Wait above = new Wait.OnPipe("read", 0, "pipe:[7]", false, List.of(party(1, Standing.ABOVE)), false);

        assertThat(steps(chain(member(10, 1, outside), member(20, 10, SILENT_PEER))))
                .containsExactly("10 FIRST");
        assertThat(steps(chain(member(10, 1, above), member(20, 10, SILENT_PEER))))
                .containsExactly("10 FIRST");
    }

    @Test
    void perhapsToAChildOfWhoWaitsForNothingThatHasAName() {
        for (Wait nameless : List.of(SIGNAL, IDLE_LOOP, new Wait.OnSignal("pause"), new Wait.Unknown("?"))) {
            WaitChain chain = chain(member(10, 1, nameless), member(20, 10, SILENT_PEER));

            assertThat(steps(chain)).as(nameless.describe()).containsExactly("10 FIRST", "20 PERHAPS");
            assertThat(chain.describe().get(0)).endsWith("; its child is p20[20]");
        }
    }

    @Test
    void notToAChildBesideAWaitThatExplainsItself() {
        for (Wait explicit : List.of(SILENT_PEER, flock(), new Wait.OnTerminal("read", "/dev/pts/0"))) {
            assertThat(steps(chain(member(10, 1, explicit), member(20, 10, tcp("SYN_SENT")))))
                    .as(explicit.describe())
                    .containsExactly("10 FIRST");
        }
    }
}
