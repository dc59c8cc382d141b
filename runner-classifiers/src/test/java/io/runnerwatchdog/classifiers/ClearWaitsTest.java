package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Stalls.Stall;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.MountFacts;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Edge;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the end of the chain is clear, one classifier knows it and the others are silent. */
class ClearWaitsTest {
    private static final Wait.OnFutex.Owner OWNER = new Wait.OnFutex.Owner(Stalls.party(Standing.MEMBER), 99);

    static Stream<Arguments> clearWaits() {
        return Stream.of(
                clear(RootCause.NETWORK, Stalls.tcp("SYN_SENT", 1, 0)),
                clear(RootCause.NETWORK, Stalls.tcp("ESTABLISHED", 100, 0)),
                clear(RootCause.NETWORK, Stalls.tcp("ESTABLISHED", 0, 0)),
                clear(RootCause.NETWORK, Stalls.tcp("CLOSE_WAIT", 0, 0)),
                clear(RootCause.NETWORK, Stalls.socket("recvfrom", "udp", "", 0, 0)),
                clear(RootCause.NETWORK, Stalls.socket("recvmsg", "unix", "CONNECTED", 0, 0)),
                clear(RootCause.NETWORK, polls(Stalls.tcp("ESTABLISHED", 0, 0))),
                clear(RootCause.LOCK, new Wait.OnFileLock("flock", "/x", List.of(Stalls.party(Standing.OUTSIDE)))),
                clear(RootCause.LOCK, new Wait.OnFileLock("fcntl", "/x", List.of())),
                clear(RootCause.LOCK, new Wait.OnFutex("futex", Wait.OnFutex.Kind.LOCK, false, Optional.of(OWNER))),
                clear(RootCause.LOCK, new Wait.OnFutex("futex", Wait.OnFutex.Kind.LOCK, true, Optional.empty())),
                clear(RootCause.LOCK, Stalls.signal("semop", false)),
                clear(RootCause.LOCK, Stalls.signal("futex", false)),
                clear(RootCause.LOCK, Stalls.signal("park on java.util.concurrent.CountDownLatch$Sync", false)),
                clear(RootCause.IO_WAIT, file("read", true)),
                clear(RootCause.IO_WAIT, file("openat", false)),
                clear(RootCause.IO_WAIT, new Wait.OnNamedPipe("/pipe")),
                clear(RootCause.INPUT_WAIT, new Wait.OnTerminal("read", "/dev/pts/1")),
                clear(RootCause.INPUT_WAIT, Stalls.pipe(false, 0)),
                clear(RootCause.INPUT_WAIT, polls(new Wait.OnTerminal("poll", "/dev/tty"))),
                clear(RootCause.CHILD_HANG, Stalls.pipe(false, 5, Stalls.party(Standing.OUTSIDE))),
                clear(RootCause.CHILD_HANG, new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty())),
                clear(RootCause.CHILD_HANG, new Wait.Halted(Wait.Halted.Kind.TRACED, Optional.empty())),
                clear(RootCause.CHILD_HANG, new Wait.Halted(Wait.Halted.Kind.FROZEN, Optional.empty())),
                clear(RootCause.CHILD_HANG, new Wait.OnTimer("nanosleep")),
                clear(RootCause.CHILD_HANG, new Wait.OnSignal("pause")),
                clear(RootCause.CHILD_HANG, new Wait.OnChild("wait4", OptionalLong.empty())),
                clear(RootCause.CHILD_HANG, new Wait.OnFileChange("read")),
                clear(RootCause.CHILD_HANG, new Wait.OnEvents("epoll_wait", List.of(), false)),
                clear(RootCause.OUTPUT_BLOCKED, Stalls.pipe(true, 1, Stalls.party(Standing.MEMBER))),
                clear(RootCause.OUTPUT_BLOCKED, Stalls.pipe(true, 1)),
                clear(RootCause.OUTPUT_BLOCKED, new Wait.OnTerminal("write", "/dev/pts/1", true)));
    }

    private static Arguments clear(RootCause cause, Wait wait) {
        return Arguments.of(cause, wait);
    }

    private static Wait file(String call, boolean uninterruptible) {
        return new Wait.OnFile(call, "/mnt/x", uninterruptible, Optional.of(new MountFacts("nfs4", "host:/x", "/mnt")));
    }

    private static Wait polls(Wait wait) {
        return new Wait.OnEvents("poll", List.of(wait), true);
    }

    @ParameterizedTest
    @MethodSource("clearWaits")
    void oneKnowsItAndTheOthersAreSilent(RootCause cause, Wait wait) {
        assertThat(Verdicts.causes(Stalls.waiting(wait))).containsExactly(cause);
    }

    @ParameterizedTest
    @MethodSource("clearWaits")
    void theChainIsTheEvidenceItsEndFirst(RootCause cause, Wait wait) {
        assertThat(Verdicts.because(cause, Stalls.waiting(wait)))
                .containsSubsequence("tool[20] " + wait.describe(), "sh[10] waits for tool[20]");
    }

    static List<Stall> ofTheCpu() {
        return List.of(
                Stalls.waiting(new Wait.ForCpu()).got(ProcessState.RUNNING, 9.5, 0.1, 40),
                Stalls.waiting(new Wait.ForCpu()).got(ProcessState.RUNNING, 0, 0, 0),
                Stalls.waiting(new Wait.ForCpu()).got(ProcessState.RUNNING, 1, 8.9, 40),
                Stalls.waiting(file("read", true))
                        .got(ProcessState.DISK_SLEEP, 0.1, 0, 40)
                        .faults(1_000),
                Stalls.waiting(new Wait.ForCpu()));
    }

    @ParameterizedTest
    @MethodSource("ofTheCpu")
    void whatIsAMatterOfTheCpuIsOneMatter(Stall stall) {
        assertThat(Verdicts.causes(stall)).hasSize(1);
    }

    /** A thread on the CPU half of the time is not what its momentary wait says. */
    @ParameterizedTest
    @MethodSource("clearWaits")
    void whoWorksDoesNotWait(RootCause cause, Wait wait) {
        Stall working = Stalls.waiting(wait).got(ProcessState.SLEEPING, 8, 0, 400);

        assertThat(Verdicts.causes(working))
                .containsExactlyElementsOf(
                        wait instanceof Wait.Halted
                                ? List.of(RootCause.BUSY, RootCause.CHILD_HANG)
                                : List.of(RootCause.BUSY));
    }

    static List<Stall> unclearWaits() {
        return List.of(
                Stalls.waiting(new Wait.Unknown("")),
                Stalls.waiting(new Wait.Ended()),
                Stalls.waiting(new Wait.OnSignal("pause")).alone(),
                Stalls.waiting(new Wait.OnEvents("epoll_wait", List.of(), false))
                        .alone(),
                Stalls.waiting(new Wait.OnFileChange("read")).alone(),
                Stalls.waiting(file("/dev/fuse")),
                Stalls.waiting(new Wait.ForCpu()).got(ProcessState.SLEEPING, 0.1, 0.1, 40));
    }

    private static Wait file(String device) {
        return new Wait.OnFile("read", device, false, Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("unclearWaits")
    void whereNothingIsKnownNothingIsSaid(Stall stall) {
        assertThat(Verdicts.causes(stall)).isEmpty();
    }

    @Test
    void aTreeThatWasNotSeenHasNoCause() {
        assertThat(Verdicts.causes(Stalls.printed("Connection timed out", ""))).isEmpty();
    }

    @Test
    void whatOnlyTheWatcherCouldWriteIsInput() {
        for (int fd : new int[] {0, 5}) {
            assertThat(Verdicts.causes(Stalls.waiting(Stalls.pipe(false, fd, Stalls.party(Standing.ABOVE)))))
                    .as("no child hangs")
                    .containsExactly(RootCause.INPUT_WAIT);
        }
    }

    @Test
    void aPipeOfAMemberThatDoesNotWriteIsAHangingChild() {
        assertThat(Verdicts.causes(Stalls.waiting(Stalls.pipe(false, 5, Stalls.party(Standing.MEMBER)))))
                .containsExactly(RootCause.CHILD_HANG);
    }

    @Test
    void aCircleIsNamedByWhatItIsMadeOf() {
        assertThat(Verdicts.causes(circle(Edge.LOCK, Edge.LOCK))).containsExactly(RootCause.LOCK);
        assertThat(Verdicts.causes(circle(Edge.JOIN, Edge.LOCK))).containsExactly(RootCause.LOCK);
        assertThat(Verdicts.causes(circle(Edge.PIPE, Edge.PIPE))).containsExactly(RootCause.CHILD_HANG);
        assertThat(Verdicts.causes(circle(Edge.CHILD, Edge.PIPE))).containsExactly(RootCause.CHILD_HANG);
        assertThat(Verdicts.causes(circle(Edge.PIPE, Edge.CHILD))).containsExactly(RootCause.CHILD_HANG);
        assertThat(Verdicts.causes(circle(Edge.TERMINAL, Edge.CHILD))).containsExactly(RootCause.CHILD_HANG);
    }

    private static Stall circle(Edge there, Edge back) {
        // What the last one waits for would have a cause of its own; in a circle it has not.
        Wait wait = back == Edge.LOCK
                ? new Wait.OnFileLock("flock", "/x", List.of(Stalls.party(Standing.MEMBER)))
                : Stalls.pipe(true, 1, Stalls.party(Standing.MEMBER));
        return Stalls.waiting(wait).via(there).inCircle(back);
    }

    @Test
    void whoHoldsALockAndSleepsMakesItALock() {
        assertThat(Verdicts.cause(Stalls.waiting(new Wait.OnTimer("nanosleep")).via(Edge.LOCK)))
                .contains(RootCause.LOCK);
        assertThat(Verdicts.cause(
                        Stalls.waiting(Stalls.tcp("ESTABLISHED", 0, 0)).via(Edge.LOCK)))
                .as("it is not idle")
                .contains(RootCause.NETWORK);
    }

    @Test
    void whoHoldsALockAndIsStoppedIsAHangingChild() {
        Wait stopped = new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty());

        assertThat(Verdicts.cause(Stalls.waiting(stopped).via(Edge.LOCK))).contains(RootCause.CHILD_HANG);
    }

    @Test
    void whatWasMetInPassingIsNotHeardWhereTheEndIsClear() {
        Interlude.Attempt curl = new Interlude.Attempt(10, List.of("curl", "http://db"), Optional.empty(), 3);

        assertThat(Verdicts.causes(Stalls.waiting(new Wait.OnNamedPipe("/pipe")).attempts(curl)))
                .containsExactly(RootCause.IO_WAIT);
    }
}
