package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.StallContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WaitRulesTest {
    private static final Wait.OnSocket TCP = Stalls.tcp("ESTABLISHED", 0, 0);
    private static final Wait.OnPipe STDIN = new Wait.OnPipe("read", 0, "pipe:[1]", false);
    private static final Wait IDLE_POOL = new Wait.OnFutex("futex", true, OptionalLong.empty());
    private static final List<Wait> WAITS = List.of(
            TCP,
            Stalls.tcp("SYN_SENT", 1, 0),
            Stalls.tcp("CLOSE_WAIT", 0, 7),
            Stalls.tcp("LISTEN", 0, 0),
            Stalls.unix(),
            socket("udp", ""),
            socket("sctp", "?"),
            STDIN,
            new Wait.OnPipe("write", 1, "pipe:[2]", true),
            new Wait.OnFileLock("flock", "/x", OptionalLong.of(7)),
            new Wait.OnFileLock("fcntl", "", OptionalLong.empty()),
            new Wait.OnFutex("futex", false, OptionalLong.empty()),
            new Wait.OnFutex("futex", true, OptionalLong.of(9)),
            new Wait.OnFutex("semop", true, OptionalLong.empty()),
            IDLE_POOL,
            new Wait.OnFile("read", "/x", true),
            new Wait.OnNamedPipe("/x"),
            new Wait.OnTerminal("read", "/dev/tty"),
            new Wait.OnTimer("nanosleep"),
            new Wait.OnChild("wait4", OptionalLong.empty()),
            new Wait.Halted(Wait.Halted.Kind.FROZEN),
            new Wait.ForCpu(),
            new Wait.Ended(),
            new Wait.Unknown("seccomp"));

    @Test
    void eachWayOfBeingHaltedIsAHangingChild() {
        for (Wait.Halted.Kind kind : Wait.Halted.Kind.values()) {
            assertVerdict(new Wait.Halted(kind), RootCause.CHILD_HANG, 0.95);
        }
    }

    @Test
    void aLockNeedsNoKnownHolder() {
        assertVerdict(new Wait.OnFileLock("fcntl", "", OptionalLong.empty()), RootCause.LOCK, 0.95);
    }

    @Test
    void aFutexWithAnOwnerIsALockEvenWithATimeLimit() {
        assertVerdict(new Wait.OnFutex("futex", true, OptionalLong.of(9)), RootCause.LOCK, 0.9);
        assertVerdict(new Wait.OnFutex("semop", true, OptionalLong.empty()), RootCause.LOCK, 0.6);
    }

    @Test
    void aSocketOfAProtocolThatIsNotKnownIsTheNetworkStill() {
        assertVerdict(socket("sctp", "?"), RootCause.NETWORK, 0.6);
    }

    @Test
    void whatWasNotReadSpeaksAgainstThePeer() {
        assertVerdict(Stalls.tcp("ESTABLISHED", 100, 1), RootCause.NETWORK, 0.45);
    }

    @Test
    void onlyStandardInputIsAPerson() {
        assertVerdict(STDIN, RootCause.INPUT_WAIT, 0.6);
        assertVerdict(new Wait.OnPipe("read", 3, "pipe:[1]", false), RootCause.CHILD_HANG, 0.6);
        assertVerdict(new Wait.OnPipe("write", 0, "pipe:[1]", true), RootCause.CHILD_HANG, 0.45);
    }

    @Test
    void oneThingInAPollIsNearlyAsSureAsTheThingItself() {
        assertVerdict(new Wait.OnEvents("poll", List.of(TCP), false), RootCause.NETWORK, 0.85);
    }

    @Test
    void eachFurtherThingMakesItLessSureDownToALimit() {
        assertVerdict(new Wait.OnEvents("poll", Collections.nCopies(2, TCP), false), RootCause.NETWORK, 0.8);
        assertVerdict(new Wait.OnEvents("poll", Collections.nCopies(3, TCP), false), RootCause.NETWORK, 0.75);
        assertVerdict(new Wait.OnEvents("poll", Collections.nCopies(7, TCP), false), RootCause.NETWORK, 0.55);
        assertVerdict(new Wait.OnEvents("poll", Collections.nCopies(500, TCP), false), RootCause.NETWORK, 0.55);
    }

    @Test
    void theSurestThingOfAPollIsBlamedInAnyOrder() {
        assertVerdict(new Wait.OnEvents("select", List.of(STDIN, TCP), false), RootCause.NETWORK, 0.8);
        assertVerdict(new Wait.OnEvents("select", List.of(TCP, STDIN), false), RootCause.NETWORK, 0.8);
    }

    @Test
    void aPollInsideAPollIsLookedInto() {
        Wait inner = new Wait.OnEvents("epoll_wait", List.of(TCP), false);

        assertVerdict(new Wait.OnEvents("poll", List.of(inner), false), RootCause.NETWORK, 0.8);
    }

    @Test
    void aPollOfNothingIsASleepOnlyIfItEndsByItself() {
        assertVerdict(new Wait.OnEvents("poll", List.of(), true), RootCause.CHILD_HANG, 0.35);
        assertVerdict(new Wait.OnEvents("poll", List.of(IDLE_POOL), true), RootCause.CHILD_HANG, 0.35);
        assertThat(judge(new Wait.OnEvents("poll", List.of(), false))).isEmpty();
        assertThat(judge(new Wait.OnEvents("poll", List.of(IDLE_POOL), false))).isEmpty();
    }

    @Property
    void anyWaitGivesAConfidenceInBoundsWithTwoDecimalsOrNoVerdict(@ForAll("waits") Wait wait) {
        judge(wait).ifPresent(verdict -> {
            assertThat(verdict.confidence().value()).isBetween(0.0, 1.0);
            assertThat(Double.toString(verdict.confidence().value())).matches("[01]\\.\\d{1,2}");
            assertThat(RootCause.builtIn()).contains(verdict.rootCause());
            assertThat(verdict.rootCause()).isNotEqualTo(RootCause.UNKNOWN);
        });
    }

    @Property
    void aThingAmongOthersIsNeverSurerThanByItself(@ForAll("waits") Wait one, @ForAll("waits") Wait other) {
        Optional<Confidence> surest = Stream.of(one, other)
                .flatMap(wait -> judge(wait).stream())
                .map(Verdict::confidence)
                .max(Confidence::compareTo);

        judge(new Wait.OnEvents("poll", List.of(one, other), false))
                .ifPresent(verdict -> assertThat(verdict.confidence()).isLessThanOrEqualTo(surest.orElseThrow()));
    }

    @Provide
    Arbitrary<Wait> waits() {
        return Arbitraries.recursive(() -> Arbitraries.of(WAITS), WaitRulesTest::polled, 0, 2);
    }

    private static Arbitrary<Wait> polled(Arbitrary<Wait> inner) {
        return Combinators.combine(inner.list().ofMaxSize(9), Arbitraries.of(true, false))
                .as((candidates, timed) -> new Wait.OnEvents("poll", candidates, timed));
    }

    private static Wait.OnSocket socket(String protocol, String state) {
        return new Wait.OnSocket("recvfrom", 3, new SocketFacts(protocol, "", "10.0.0.1:53", state, 0, 0, 0));
    }

    private static void assertVerdict(Wait wait, RootCause cause, double confidence) {
        assertThat(judge(wait)).hasValueSatisfying(verdict -> {
            assertThat(verdict.rootCause()).isEqualTo(cause);
            assertThat(verdict.confidence()).isEqualTo(new Confidence(confidence));
        });
    }

    private static Optional<Verdict> judge(Wait wait) {
        StallContext stall = Stalls.waiting(wait);
        return WaitRules.judge(stall.chain().leaf().orElseThrow(), stall);
    }
}
