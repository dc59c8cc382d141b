package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Pressure;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a runtime says, laid over what the kernel shows. */
class RuntimeViewsTest {
    private static final ProcessIdentity JAVA = new ProcessIdentity(20, 200);
    private static final Wait PARKED = new Wait.OnFutex("futex", Wait.OnFutex.Kind.SIGNAL, false, Optional.empty());
    private static final Wait CONNECTION = new Wait.OnSocket(
            "recvfrom", 3, new SocketFacts("tcp", "10.0.0.2:1", "10.0.0.1:2", "ESTABLISHED", 0, 0, 0), List.of());

    @Test
    void withoutViewsTheTreeIsTheSame() {
        TreeSnapshot tree = tree(thread(21, PARKED));

        assertThat(RuntimeViews.NONE.on(tree)).isSameAs(tree);
    }

    @Test
    void aThreadWithAnOwnerWaitsForALockOfThatThread() {
        Wait wait = explained(
                PARKED, view("BLOCKED (on object monitor)", Optional.of("java.lang.Object"), OptionalLong.of(22)));

        assertThat(wait)
                .isEqualTo(new Wait.OnFutex(
                        "futex",
                        Wait.OnFutex.Kind.LOCK,
                        false,
                        Optional.of(new Wait.OnFutex.Owner(new Party(20, "java", Party.Standing.MEMBER), 22))));
    }

    @Test
    void aSleeperSleeps() {
        assertThat(explained(PARKED, view("TIMED_WAITING (sleeping)", Optional.empty(), OptionalLong.empty())))
                .isEqualTo(new Wait.OnTimer("Thread.sleep"));
    }

    @Test
    void whoWaitsForAProcessWaitsForAChild() {
        RuntimeView view = view(
                "WAITING (on object monitor)",
                Optional.of("java.lang.ProcessImpl"),
                OptionalLong.empty(),
                "java.lang.Object.wait(Native Method)",
                "java.lang.ProcessImpl.waitFor(ProcessImpl.java:434)");

        assertThat(explained(PARKED, view)).isEqualTo(new Wait.OnChild("Process.waitFor", OptionalLong.empty()));
    }

    @Test
    void whoParksOnALatchWaitsToBeSignalledByName() {
        RuntimeView view = view(
                "WAITING (parking)",
                Optional.of("java.util.concurrent.CountDownLatch$Sync"),
                OptionalLong.empty(),
                "jdk.internal.misc.Unsafe.park(Native Method)");

        assertThat(explained(PARKED, view).describe())
                .isEqualTo("waits to be signalled (park on java.util.concurrent.CountDownLatch$Sync)");
    }

    @Test
    void whoWaitsForWorkInAPoolIsIdle() {
        for (String frame : List.of(
                "java.util.concurrent.ThreadPoolExecutor.getTask(ThreadPoolExecutor.java:1062)",
                "java.util.concurrent.ForkJoinPool.awaitWork(ForkJoinPool.java:1724)",
                "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take(S.java:1182)")) {
            RuntimeView view =
                    view("WAITING (parking)", Optional.of("java.util.Condition"), OptionalLong.empty(), frame);

            assertThat(explained(PARKED, view)).as(frame).isEqualTo(PARKED);
        }
    }

    @Test
    void whatTheKernelKnowsIsNotOverruled() {
        RuntimeView view = view("RUNNABLE", Optional.of("java.lang.Object"), OptionalLong.of(22));
        Wait owned = new Wait.OnFutex(
                "futex",
                Wait.OnFutex.Kind.LOCK,
                false,
                Optional.of(new Wait.OnFutex.Owner(new Party(9, "other", Party.Standing.OUTSIDE), 9)));

        for (Wait known : List.of(CONNECTION, owned, new Wait.OnNamedPipe("/pipe"), new Wait.ForCpu())) {
            assertThat(explained(known, view)).isEqualTo(known);
        }
    }

    @Test
    void theViewIsKeptWithTheThreadInAnyCase() {
        RuntimeView view = view("RUNNABLE", Optional.empty(), OptionalLong.empty());

        assertThat(views(Map.of(21L, view))
                        .on(tree(thread(21, CONNECTION)))
                        .root()
                        .orElseThrow()
                        .thread(21)
                        .orElseThrow()
                        .runtime())
                .contains(view);
    }

    @Test
    void threadsThatNothingIsSaidOfAndOtherProcessesStayAsTheyAre() {
        TreeSnapshot tree = tree(thread(20, PARKED), thread(21, PARKED));

        assertThat(views(Map.of(21L, sleeping()))
                        .on(tree)
                        .root()
                        .orElseThrow()
                        .threads()
                        .get(0))
                .isEqualTo(thread(20, PARKED));
        assertThat(new RuntimeViews(Map.of(new ProcessIdentity(20, 999), Map.of(20L, sleeping())))
                        .on(tree)
                        .processes())
                .as("an older process of the same number")
                .isEqualTo(tree.processes());
    }

    @Test
    void whenItWasTakenAndHowShortTheMachineIsStay() {
        TreeSnapshot tree =
                new TreeSnapshot(7, tree(thread(21, PARKED)).processes(), Optional.of(new Pressure(1, 2, 3)));

        TreeSnapshot told = views(Map.of(21L, sleeping())).on(tree);

        assertThat(told.takenAtNanos()).isEqualTo(7);
        assertThat(told.pressure()).isEqualTo(tree.pressure());
    }

    @Test
    void aDeadlockThatOnlyTheRuntimeSeesBecomesACircle() {
        RuntimeView one = view("BLOCKED", Optional.of("A"), OptionalLong.of(22));
        RuntimeView two = view("BLOCKED", Optional.of("B"), OptionalLong.of(21));
        Wait joins = new Wait.OnFutex(
                "futex",
                Wait.OnFutex.Kind.JOIN,
                false,
                Optional.of(new Wait.OnFutex.Owner(new Party(20, "java", Party.Standing.MEMBER), 21)));
        TreeSnapshot tree = tree(thread(20, joins), thread(21, PARKED), thread(22, PARKED));

        WaitChain chain = WaitChains.of(
                Optional.empty(), views(Map.of(21L, one, 22L, two)).on(tree));

        assertThat(chain.cycle()).contains(new WaitChain.Cycle(1, Edge.LOCK));
        assertThat(chain.links()).extracting(WaitChain.Link::tid).containsExactly(20L, 21L, 22L);
    }

    private static Wait explained(Wait wait, RuntimeView view) {
        return views(Map.of(21L, view))
                .on(tree(thread(20, PARKED), thread(21, wait)))
                .root()
                .orElseThrow()
                .thread(21)
                .orElseThrow()
                .waitsFor();
    }

    private static RuntimeViews views(Map<Long, RuntimeView> threads) {
        return new RuntimeViews(Map.of(JAVA, threads));
    }

    private static RuntimeView sleeping() {
        return view("TIMED_WAITING (sleeping)", Optional.empty(), OptionalLong.empty());
    }

    private static RuntimeView view(String state, Optional<String> waitsFor, OptionalLong owner, String... frames) {
        return new RuntimeView("worker", state, List.of(frames), waitsFor, owner, false);
    }

    private static ThreadFacts thread(long tid, Wait wait) {
        return new ThreadFacts(tid, "java", ProcessState.SLEEPING, CpuFacts.NONE, wait);
    }

    private static TreeSnapshot tree(ThreadFacts... threads) {
        return new TreeSnapshot(
                0,
                List.of(new ProcessFacts(
                        JAVA,
                        1,
                        "java",
                        List.of("java"),
                        ProcessState.SLEEPING,
                        20,
                        20,
                        Duration.ZERO,
                        Duration.ZERO,
                        Optional.empty(),
                        0,
                        List.of(threads),
                        List.of(),
                        Optional.empty(),
                        List.of())));
    }
}
