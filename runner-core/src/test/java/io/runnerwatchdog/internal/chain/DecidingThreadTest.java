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
import static io.runnerwatchdog.internal.chain.Trees.polls;
import static io.runnerwatchdog.internal.chain.Trees.steps;
import static io.runnerwatchdog.internal.chain.Trees.tcp;
import static io.runnerwatchdog.internal.chain.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.chain.Trees.Member;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of a process' threads is the one that the step waits for. */
class DecidingThreadTest {
    @Test
    void theFirstOneIfItsWaitIsExplicit() {
        for (Wait explicit : List.of(ANY_CHILD, flock(), SILENT_PEER, new Wait.OnTerminal("read", "/dev/pts/0"))) {
            assertThat(steps(chain(member(10, 1, explicit).thread(11, "worker", tcp("SYN_SENT")))))
                    .as(explicit.describe())
                    .containsExactly("10 FIRST");
        }
    }

    @Test
    void aWorkerOfWhoOnlyWaitsToBeSignalled() {
        for (Wait vague : List.of(SIGNAL, IDLE_LOOP, SLEEP, new Wait.OnSignal("pause"), LISTENS)) {
            assertThat(steps(chain(member(10, 1, vague)
                            .thread(11, "pool", SIGNAL)
                            .thread(12, "worker", SILENT_PEER)
                            .thread(13, "pool", SIGNAL))))
                    .as(vague.describe())
                    .containsExactly("10/12 FIRST");
        }
    }

    @Test
    void theFirstOneWhereNoneTellsAnything() {
        assertThat(steps(chain(member(10, 1, SIGNAL).thread(11, "pool", SIGNAL).thread(12, "pool", IDLE_LOOP))))
                .containsExactly("10 FIRST");
    }

    @Test
    void notAThreadThatWasWaitingLongBeforeTheFirstOneLastRan() {
        // A keep-alive connection of ten minutes is not what a program waits for since five seconds.
        Member client = member(10, 1, SIGNAL)
                .idle(5)
                .thread(11, "keep-alive", SILENT_PEER)
                .idle(600);

        assertThat(steps(chain(client))).containsExactly("10 FIRST");
    }

    @Test
    void aThreadThatBeganToWaitWhenTheFirstOneDid() {
        Member client = member(10, 1, SIGNAL)
                .idle(600)
                .thread(11, "request", SILENT_PEER)
                .idle(600);

        assertThat(steps(chain(client))).containsExactly("10/11 FIRST");
    }

    @Test
    void theYoungerOfTwoConnections() {
        Member client = member(10, 1, SIGNAL)
                .idle(5)
                .thread(11, "keep-alive", SILENT_PEER)
                .idle(600)
                .thread(12, "request", SILENT_PEER)
                .idle(5);

        assertThat(steps(chain(client))).containsExactly("10/12 FIRST");
    }

    @Test
    void ofAnyAgeWhereTheKernelDoesNotTellIt() {
        assertThat(steps(chain(member(10, 1, SIGNAL).idle(5).thread(11, "?", SILENT_PEER))))
                .containsExactly("10/11 FIRST");
        assertThat(steps(
                        chain(member(10, 1, SIGNAL).thread(11, "?", SILENT_PEER).idle(600))))
                .containsExactly("10/11 FIRST");
    }

    @Test
    void noServantOfTheRuntime() {
        for (String servant :
                List.of("GC Thread#0", "G1 Main Marker", "C2 CompilerThre", "Signal Dispatch", "V8Worker")) {
            assertThat(steps(chain(member(10, 1, SIGNAL).thread(11, servant, SILENT_PEER))))
                    .as(servant)
                    .containsExactly("10 FIRST");
        }
    }

    @Test
    void theWorkerBeforeTheReaperOfChildren() {
        Member java = member(10, 1, SIGNAL)
                .thread(11, "process reaper", ANY_CHILD)
                .thread(12, "main", new Wait.OnNamedPipe("/pipe"));

        assertThat(steps(chain(java, member(20, 10, SLEEP)))).containsExactly("10/12 FIRST");
    }

    @Test
    void theReaperWhereNothingElseTells() {
        Member java = member(10, 1, join(10, 11)).thread(11, "java", SIGNAL).thread(12, "process reaper", ANY_CHILD);

        assertThat(steps(chain(java, member(20, 10, flock()))))
                .startsWith("10 FIRST", "10/11 JOIN")
                .last()
                .asString()
                .startsWith("20 ");
    }

    @Test
    void oneThatLivesOnAfterTheFirstHasEnded() {
        Member zombie = member(10, 1, new Wait.Ended()).in(ProcessState.ZOMBIE).thread(11, "rest", SIGNAL);

        assertThat(steps(chain(zombie))).containsExactly("10/11 FIRST");
    }

    @Test
    void theSilentOneOfTwoConnections() {
        Member then = client(0, 100);
        Member now = client(0.001, 140);

        assertThat(steps(between(then, now))).containsExactly("10/12 FIRST");
    }

    private static Member client(double ran, long slices) {
        return member(10, 1, SIGNAL)
                .ran(1, 1)
                .thread(11, "chatters", tcp("SYN_SENT"))
                .ran(ran, slices)
                .thread(12, "silent", SILENT_PEER)
                .ran(1, 1);
    }

    @Test
    void theCollectorThatTakesTheCpu() {
        Member then = java(1);
        Member now = java(2.6);

        WaitChain chain = between(then, now);

        assertThat(steps(chain)).containsExactly("10/12 FIRST");
        assertThat(steps(between(then, then))).as("a collector at rest").containsExactly("10/11 FIRST");
    }

    private static Member java(double collected) {
        return member(10, 1, SIGNAL)
                .ran(1, 1)
                .thread(11, "main", SILENT_PEER)
                .ran(1, 1)
                .thread(12, "GC Thread#0", new Wait.ForCpu())
                .ran(collected, 50)
                .thread(13, "GC Thread#1", SIGNAL)
                .ran(1, 1);
    }

    @Test
    void anEventLoopThatKeepsWorkingTellsLessThanOneThatIsStuck() {
        assertThat(steps(between(loops(1, 10), loops(1.2, 60)))).containsExactly("10/12 FIRST");
    }

    private static Member loops(double ran, long slices) {
        return member(10, 1, SIGNAL)
                .ran(1, 1)
                .thread(11, "works", polls(SILENT_PEER))
                .ran(ran, slices)
                .thread(12, "stuck", polls(SILENT_PEER))
                .ran(1, 1);
    }

    private static WaitChain between(Member then, Member now) {
        return WaitChains.of(Optional.of(tree(0, then)), tree(2, now));
    }
}
