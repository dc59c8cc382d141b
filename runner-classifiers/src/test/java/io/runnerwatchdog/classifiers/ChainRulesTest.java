package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Stalls.Stall;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The finer rules of the classifiers: what makes them surer, and what makes them silent. */
class ChainRulesTest {
    private static final Wait SILENT = Stalls.tcp("ESTABLISHED", 0, 0);
    private static final Wait SIGNAL = Stalls.signal("futex", false);
    private final NetworkClassifier network = new NetworkClassifier();
    private final LockClassifier lock = new LockClassifier();
    private final IoWaitClassifier file = new IoWaitClassifier();
    private final InputWaitClassifier input = new InputWaitClassifier();
    private final ChildHangClassifier child = new ChildHangClassifier();
    private final OutputBlockedClassifier output = new OutputBlockedClassifier();

    @Test
    void connectingIsSurerThanSilence() {
        assertThat(sureOf(network, Stalls.tcp("SYN_SENT", 1, 0))).isGreaterThan(sureOf(network, SILENT));
        assertThat(sureOf(network, Stalls.tcp("ESTABLISHED", 100, 0))).isGreaterThan(sureOf(network, SILENT));
        assertThat(sureOf(network, SILENT)).isGreaterThan(sureOf(network, Stalls.socket("recvfrom", "udp", "", 0, 0)));
    }

    @Test
    void whatHasArrivedAndIsNotReadSpeaksAgainstThePeer() {
        assertThat(sureOf(network, Stalls.tcp("ESTABLISHED", 0, 12))).isLessThan(0.5);
        assertThat(sureOf(network, Stalls.socket("sendto", "tcp", "ESTABLISHED", 100, 12)))
                .as("it wants to send, not to read")
                .isGreaterThan(0.5);
    }

    @Test
    void whoOnlyListensHardlyWaitsForTheNetwork() {
        assertThat(sureOf(network, Stalls.tcp("LISTEN", 0, 0))).isBetween(0.01, 0.5);
    }

    @Test
    void anEventLoopThatWakesAndWorksIsLessSure() {
        Wait loop = new Wait.OnEvents("epoll_wait", List.of(SILENT), false);

        assertThat(Verdicts.sure(network, Stalls.waiting(loop).got(ProcessState.SLEEPING, 0.5, 0, 100)))
                .isLessThan(Verdicts.sure(network, Stalls.waiting(loop).got(ProcessState.SLEEPING, 0, 0, 0)));
    }

    @Test
    void eachFurtherThingOfAPollMakesItLessSureDownToALimit() {
        double one = sureOf(network, polls(1));

        assertThat(one).isLessThan(sureOf(network, SILENT));
        assertThat(sureOf(network, polls(2))).isLessThan(one);
        assertThat(sureOf(network, polls(200)))
                .isEqualTo(sureOf(network, polls(100)))
                .isGreaterThan(0.3);
    }

    private static Wait polls(int connections) {
        return new Wait.OnEvents("poll", Collections.nCopies(connections, SILENT), false);
    }

    @Test
    void aKnownHolderIsSurerThanAnUnknownOne() {
        Wait known = new Wait.OnFileLock("flock", "/x", List.of(Stalls.party(Standing.OUTSIDE)));
        Wait owned = new Wait.OnFutex(
                "futex",
                Wait.OnFutex.Kind.LOCK,
                false,
                Optional.of(new Wait.OnFutex.Owner(Stalls.party(Standing.MEMBER), 99)));

        assertThat(sureOf(lock, known)).isGreaterThan(sureOf(lock, new Wait.OnFileLock("flock", "/x", List.of())));
        assertThat(sureOf(lock, owned))
                .isGreaterThan(
                        sureOf(lock, new Wait.OnFutex("futex", Wait.OnFutex.Kind.LOCK, false, Optional.empty())));
    }

    @Test
    void onlyWhereAllThreadsWaitToBeSignalledIsItLikelyALock() {
        double all = Verdicts.sure(lock, Stalls.waiting(SIGNAL).beside(3, SIGNAL));

        assertThat(all).isGreaterThan(Verdicts.sure(lock, Stalls.waiting(SIGNAL).beside(3, SILENT)));
        assertThat(all)
                .isGreaterThan(Verdicts.sure(lock, Stalls.waiting(SIGNAL).beside(3, Stalls.signal("futex", true))));
        assertThat(sureOf(lock, SIGNAL)).as("one thread alone").isGreaterThan(all);
    }

    @Test
    void aWaitWithATimeLimitIsHardlyALock() {
        assertThat(sureOf(lock, Stalls.signal("futex", true))).isLessThan(0.3);
    }

    @Test
    void aDeadlockThatTheRuntimeReportsIsCertain() {
        RuntimeView view = new RuntimeView(
                "worker-1",
                "BLOCKED (on object monitor)",
                List.of("a.B.c(B.java:1)"),
                Optional.of("Object"),
                OptionalLong.of(21),
                true);
        Stall java = Stalls.waiting(SIGNAL).beside(2, SIGNAL).says(view);

        assertThat(Verdicts.sure(lock, java)).isGreaterThan(0.95);
        assertThat(Verdicts.because(RootCause.LOCK, java))
                .contains(
                        "the runtime reports a deadlock that thread \"worker-1\" is in",
                        "tool[20] is \"worker-1\" BLOCKED (on object monitor) at a.B.c(B.java:1)");
    }

    @Test
    void aDeadlockIsSurerThanALock() {
        Wait held = new Wait.OnFileLock("flock", "/x", List.of(Stalls.party(Standing.MEMBER)));

        assertThat(Verdicts.sure(lock, Stalls.waiting(held).via(Edge.LOCK).inCircle(Edge.LOCK)))
                .isGreaterThan(sureOf(lock, held));
    }

    @Test
    void inACircleOfPipesNobodyElseIsHeard() {
        Stall circle = Stalls.waiting(Stalls.pipe(true, 1, Stalls.party(Standing.MEMBER)))
                .via(Edge.PIPE)
                .inCircle(Edge.PIPE);

        assertThat(Verdicts.sure(output, circle)).isZero();
        assertThat(Verdicts.sure(lock, circle)).isZero();
        assertThat(Verdicts.sure(child, circle)).isGreaterThan(0.8);
    }

    @Test
    void whatCannotBeInterruptedIsSurerToBeAFile() {
        assertThat(sureOf(file, new Wait.OnFile("read", "/x", true, Optional.empty())))
                .isGreaterThan(sureOf(file, new Wait.OnFile("read", "/x", false, Optional.empty())));
        assertThat(sureOf(file, new Wait.OnFile("ioctl", "/dev/x", false, Optional.empty())))
                .isLessThan(sureOf(file, new Wait.OnFile("read", "/x", false, Optional.empty())));
    }

    @Test
    void aTerminalIsSurerThanStandardInputThatNobodySeesTheOtherEndOf() {
        assertThat(sureOf(input, new Wait.OnTerminal("read", "/dev/tty")))
                .isGreaterThan(sureOf(input, Stalls.pipe(false, 0)));
    }

    @Test
    void noOtherPipeIsAPerson() {
        assertThat(sureOf(input, Stalls.pipe(false, 3))).isZero();
        assertThat(sureOf(input, Stalls.pipe(false, 0, Stalls.party(Standing.MEMBER))))
                .isZero();
        assertThat(sureOf(input, Stalls.pipe(true, 0, Stalls.party(Standing.ABOVE))))
                .isZero();
        assertThat(sureOf(input, new Wait.OnPipe("read", 0, "pipe:[7]", false, List.of(), true)))
                .as("it would have to write into it itself")
                .isZero();
    }

    @Test
    void aPipeThatWasLeakedIsAHangingChild() {
        assertThat(sureOf(child, Stalls.pipe(false, 5, Stalls.party(Standing.MEMBER), Stalls.party(Standing.OUTSIDE))))
                .isGreaterThan(sureOf(child, Stalls.pipe(false, 5, Stalls.party(Standing.MEMBER))));
        assertThat(sureOf(child, Stalls.pipe(true, 5, Stalls.party(Standing.OUTSIDE))))
                .isZero();
    }

    @Test
    void whoIsWaitedForAndIdleHangsWhoIsAloneDoesNot() {
        for (Wait idle : List.of(
                new Wait.OnSignal("pause"),
                new Wait.OnEvents("epoll_wait", List.of(), false),
                new Wait.OnFileChange("read"),
                Stalls.tcp("LISTEN", 0, 0))) {
            assertThat(sureOf(child, idle)).as(idle.describe()).isPositive();
            assertThat(Verdicts.sure(child, Stalls.waiting(idle).alone()))
                    .as(idle.describe())
                    .isZero();
        }
        assertThat(sureOf(child, new Wait.OnTimer("nanosleep")))
                .isGreaterThan(Verdicts.sure(
                        child, Stalls.waiting(new Wait.OnTimer("nanosleep")).alone()));
    }

    @Test
    void aFullPipeWithAKnownReaderIsSurer() {
        assertThat(sureOf(output, Stalls.pipe(true, 1, Stalls.party(Standing.ABOVE))))
                .isGreaterThan(sureOf(output, Stalls.pipe(true, 1)));
        assertThat(sureOf(output, Stalls.pipe(false, 1))).isZero();
    }

    private static double sureOf(RootCauseClassifier classifier, Wait wait) {
        return Verdicts.sure(classifier, Stalls.waiting(wait));
    }
}
