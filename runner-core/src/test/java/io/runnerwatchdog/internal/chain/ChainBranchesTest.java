package io.runnerwatchdog.internal.chain;

import static io.runnerwatchdog.internal.chain.Trees.ANY_CHILD;
import static io.runnerwatchdog.internal.chain.Trees.IDLE_LOOP;
import static io.runnerwatchdog.internal.chain.Trees.LISTENS;
import static io.runnerwatchdog.internal.chain.Trees.SIGNAL;
import static io.runnerwatchdog.internal.chain.Trees.SILENT_PEER;
import static io.runnerwatchdog.internal.chain.Trees.SLEEP;
import static io.runnerwatchdog.internal.chain.Trees.chain;
import static io.runnerwatchdog.internal.chain.Trees.flock;
import static io.runnerwatchdog.internal.chain.Trees.member;
import static io.runnerwatchdog.internal.chain.Trees.polls;
import static io.runnerwatchdog.internal.chain.Trees.reads;
import static io.runnerwatchdog.internal.chain.Trees.steps;
import static io.runnerwatchdog.internal.chain.Trees.tcp;
import static io.runnerwatchdog.internal.chain.Trees.unix;
import static io.runnerwatchdog.internal.chain.Trees.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.chain.Trees.Member;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several ways is taken, and that there is an end to all of them. */
class ChainBranchesTest {
    private static final int HOSTILE = 1_000;

    @Test
    void theChildThatTellsMost() {
        for (Wait less : List.of(SIGNAL, SLEEP, LISTENS, IDLE_LOOP, new Wait.OnSignal("pause"))) {
            assertThat(steps(chain(member(10, 1, ANY_CHILD), member(20, 10, flock()), member(21, 10, less))))
                    .as(less.describe())
                    .containsExactly("10 FIRST", "20 CHILD");
            assertThat(steps(chain(member(10, 1, ANY_CHILD), member(20, 10, less), member(21, 10, flock()))))
                    .as(less.describe())
                    .containsExactly("10 FIRST", "21 CHILD");
        }
    }

    @Test
    void aServerThatOnlyListensComesLast() {
        for (Wait other : List.of(SLEEP, SILENT_PEER, reads(), new Wait.ForCpu(), new Wait.OnFileChange("read"))) {
            assertThat(steps(chain(
                            member(10, 1, ANY_CHILD),
                            member(20, 10, other),
                            member(21, 10, polls(LISTENS)),
                            member(22, 10, LISTENS))))
                    .as(other.describe())
                    .containsExactly("10 FIRST", "20 CHILD");
        }
    }

    @Test
    void aServerInTheBackgroundIsNotTheOneThatIsWaitedFor() {
        // The shell started a server long ago, then a sleep in the foreground.
        for (Wait serves : List.of(polls(LISTENS), polls(LISTENS, SILENT_PEER), unix(), IDLE_LOOP)) {
            assertThat(steps(chain(
                            member(10, 1, ANY_CHILD).idle(5),
                            member(20, 10, serves).idle(600),
                            member(21, 10, SLEEP).idle(5))))
                    .as(serves.describe())
                    .containsExactly("10 FIRST", "21 CHILD");
        }
    }

    @Test
    void withoutAgesTheServerTellsMore() {
        assertThat(steps(chain(member(10, 1, ANY_CHILD), member(20, 10, SILENT_PEER), member(21, 10, SLEEP))))
                .containsExactly("10 FIRST", "20 CHILD");
    }

    @Test
    void aServerThatIsAloneIsTheOneThatIsWaitedFor() {
        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD).idle(5),
                        member(20, 10, SILENT_PEER).idle(600))))
                .containsExactly("10 FIRST", "20 CHILD");
    }

    @Test
    void theLatestOfChildrenThatAreAlike() {
        assertThat(steps(chain(member(10, 1, ANY_CHILD), member(20, 10, SLEEP), member(21, 10, SLEEP))))
                .hasSize(2);
    }

    @Test
    void aDeepLeafBeforeAShallowOneThatTellsLess() {
        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD),
                        member(20, 10, SLEEP),
                        member(21, 10, ANY_CHILD),
                        member(30, 21, reads(31)),
                        member(31, 30, tcp("SYN_SENT")))))
                .containsExactly("10 FIRST", "21 CHILD", "30 CHILD", "31 PIPE");
    }

    @Test
    void whatRunsOrIsStoppedIsAnEnd() {
        Wait stopped = new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty());

        assertThat(steps(chain(
                        member(10, 1, ANY_CHILD),
                        member(20, 10, stopped).in(ProcessState.STOPPED),
                        member(30, 20, SILENT_PEER))))
                .containsExactly("10 FIRST", "20 CHILD");
    }

    @Test
    void wrappersAreWalkedThrough() {
        assertThat(wrapped(12).leaf().orElseThrow().waitsFor()).isEqualTo(SILENT_PEER);
        assertThat(wrapped(12).links()).hasSize(13);
    }

    @Test
    void moreWrappersThanAnybodyUsesAreCut() {
        assertThat(wrapped(HOSTILE).links()).hasSizeBetween(13, 64);
        assertThat(wrapped(HOSTILE).cycle()).isEmpty();
    }

    private static WaitChain wrapped(int wrappers) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < wrappers; i++) {
            members.add(member(10 + i, 9 + i, ANY_CHILD));
        }
        members.add(member(10 + wrappers, 9 + wrappers, SILENT_PEER));
        return chain(members.toArray(Member[]::new));
    }

    @Test
    @Timeout(20)
    void aWideTreeOfIdlersComesToAnEnd() {
        List<Member> members = new ArrayList<>(List.of(member(10, 1, ANY_CHILD)));
        LongStream.range(11, 10 + HOSTILE).forEach(pid -> members.add(member(pid, 10 + (pid - 11) / 4, SIGNAL)));

        assertThat(chain(members.toArray(Member[]::new)).links()).isNotEmpty();
    }

    @Test
    @Timeout(20)
    void allThatWaitForAllComeToAnEnd() {
        long[] all = LongStream.range(10, 20).toArray();
        assertEnds(pid -> reads(all));
        assertEnds(pid -> polls(writes(all), reads(all)));
        assertEnds(pid -> pid % 2 == 0 ? flock(all) : ANY_CHILD);
    }

    private static void assertEnds(LongFunction<Wait> wait) {
        Member[] members = LongStream.range(10, 20)
                .mapToObj(pid -> member(pid, Math.max(1, 10 + (pid - 11) / 3), wait.apply(pid)))
                .toArray(Member[]::new);

        assertThat(chain(members).links()).isNotEmpty();
    }
}
