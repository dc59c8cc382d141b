package io.runnerwatchdog.internal.chain;

import static io.runnerwatchdog.internal.chain.Trees.ANY_CHILD;
import static io.runnerwatchdog.internal.chain.Trees.IDLE_LOOP;
import static io.runnerwatchdog.internal.chain.Trees.SILENT_PEER;
import static io.runnerwatchdog.internal.chain.Trees.chain;
import static io.runnerwatchdog.internal.chain.Trees.flock;
import static io.runnerwatchdog.internal.chain.Trees.join;
import static io.runnerwatchdog.internal.chain.Trees.member;
import static io.runnerwatchdog.internal.chain.Trees.mutexOf;
import static io.runnerwatchdog.internal.chain.Trees.polls;
import static io.runnerwatchdog.internal.chain.Trees.reads;
import static io.runnerwatchdog.internal.chain.Trees.steps;
import static io.runnerwatchdog.internal.chain.Trees.tcp;
import static io.runnerwatchdog.internal.chain.Trees.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Cycle;
import io.runnerwatchdog.observe.WaitChain.Edge;
import org.junit.jupiter.api.Test;

/** Waits that lead back to where they came from, and those that only seem to. */
class ChainCirclesTest {
    @Test
    void threadsThatHoldEachOthersLocks() {
        WaitChain chain =
                chain(member(10, 1, ANY_CHILD), member(20, 10, mutexOf(20, 21)).thread(21, "other", mutexOf(20, 20)));

        assertThat(steps(chain)).containsExactly("10 FIRST", "20 CHILD", "20/21 LOCK");
        assertThat(chain.cycle()).contains(new Cycle(1, Edge.LOCK));
        assertThat(chain.describe())
                .last()
                .isEqualTo("p20[20] thread 21 waits for a lock held by p20[20]: a circle, none of them can go on");
    }

    @Test
    void aThreadThatWaitsForItsOwnLock() {
        WaitChain chain = chain(member(10, 1, mutexOf(10, 10)));

        assertThat(steps(chain)).containsExactly("10 FIRST");
        assertThat(chain.cycle()).contains(new Cycle(0, Edge.LOCK));
    }

    @Test
    void workersInACircleThatTheFirstThreadWaitsFor() {
        WaitChain chain = chain(
                member(10, 1, join(10, 11)).thread(11, "one", mutexOf(10, 12)).thread(12, "two", mutexOf(10, 11)));

        assertThat(steps(chain)).containsExactly("10 FIRST", "10/11 JOIN", "10/12 LOCK");
        assertThat(chain.cycle()).contains(new Cycle(1, Edge.LOCK));
    }

    @Test
    void processesThatHoldEachOthersFiles() {
        WaitChain chain = chain(member(10, 1, ANY_CHILD), member(20, 10, flock(21)), member(21, 10, flock(20)));

        assertThat(chain.cycle()).contains(new Cycle(1, Edge.LOCK));
        assertThat(steps(chain)).hasSize(3).contains("10 FIRST");
    }

    @Test
    void aParentThatHoldsTheLockItsChildWaitsFor() {
        WaitChain chain = chain(member(10, 1, ANY_CHILD), member(20, 10, flock(10)));

        assertThat(steps(chain)).containsExactly("10 FIRST", "20 CHILD");
        assertThat(chain.cycle()).contains(new Cycle(0, Edge.LOCK));
    }

    @Test
    void bothEndsOfTwoPipesThatAreFull() {
        WaitChain chain = chain(member(10, 1, writes(20)), member(20, 10, writes(10)));

        assertThat(chain.cycle()).contains(new Cycle(0, Edge.PIPE));
    }

    @Test
    void aParentThatWaitsForAChildThatWritesToIt() {
        WaitChain chain = chain(member(10, 1, ANY_CHILD), member(20, 10, writes(10)));

        assertThat(chain.cycle()).contains(new Cycle(0, Edge.PIPE));
        assertThat(chain.describe()).last().asString().endsWith("a circle, none of them can go on");
    }

    @Test
    void noneWhereOneHopHasAnotherWay() {
        // The parent reads from two children; one writes back to it, the other waits for the network.
        WaitChain chain = chain(member(10, 1, reads(20, 21)), member(20, 10, reads(10)), member(21, 10, SILENT_PEER));

        assertThat(chain.cycle()).isEmpty();
        assertThat(steps(chain)).containsExactly("10 FIRST", "21 PIPE");
    }

    @Test
    void noneWhereTheOtherWayIsDeeperDown() {
        WaitChain chain = chain(
                member(10, 1, ANY_CHILD),
                member(20, 10, reads(30, 40)),
                member(30, 20, reads(20)),
                member(40, 20, ANY_CHILD),
                member(50, 40, tcp("SYN_SENT")));

        assertThat(chain.cycle()).isEmpty();
        assertThat(steps(chain)).containsExactly("10 FIRST", "20 CHILD", "40 PIPE", "50 CHILD");
    }

    @Test
    void noneOfTwoThatPollEachOtherWhileOneWaitsForTheNetworkToo() {
        WaitChain chain = chain(member(10, 1, polls(reads(20))), member(20, 10, polls(reads(10), SILENT_PEER)));

        assertThat(chain.cycle()).isEmpty();
        assertThat(steps(chain)).containsExactly("10 FIRST", "20 PIPE");
    }

    @Test
    void oneOfTwoThatPollEachOtherAndNothingElse() {
        assertThat(chain(member(10, 1, polls(reads(20))), member(20, 10, polls(reads(10))))
                        .cycle())
                .contains(new Cycle(0, Edge.PIPE));
    }

    @Test
    void noneThroughAConnectionInTheTree() {
        // A client and its server wait for each other all day: that is how they live.
        WaitChain chain = chain(member(10, 1, tcp("ESTABLISHED", 20)), member(20, 10, tcp("ESTABLISHED", 10)));

        assertThat(chain.cycle()).isEmpty();
    }

    @Test
    void noneBackToAParentThatIsOnlyPerhapsWaitedFor() {
        WaitChain chain = chain(member(10, 1, IDLE_LOOP), member(20, 10, reads(10)));

        assertThat(chain.cycle()).isEmpty();
    }
}
