package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.StallContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessStateClassifierTest {
    private final ProcessStateClassifier classifier = new ProcessStateClassifier();

    static List<Arguments> waits() {
        return List.of(
                Arguments.of(RootCause.NETWORK, 0.95, Stalls.tcp("SYN_SENT", 0, 0)),
                Arguments.of(RootCause.NETWORK, 0.95, Stalls.tcp("ESTABLISHED", 100, 0)),
                Arguments.of(RootCause.NETWORK, 0.9, Stalls.tcp("ESTABLISHED", 0, 0)),
                Arguments.of(RootCause.NETWORK, 0.45, Stalls.tcp("ESTABLISHED", 0, 12)),
                Arguments.of(RootCause.NETWORK, 0.45, Stalls.tcp("LISTEN", 0, 0)),
                Arguments.of(RootCause.NETWORK, 0.6, Stalls.unix()),
                Arguments.of(RootCause.LOCK, 0.95, new Wait.OnFileLock("flock", "/x", OptionalLong.of(7))),
                Arguments.of(RootCause.LOCK, 0.9, new Wait.OnFutex("futex", false, OptionalLong.of(7))),
                Arguments.of(RootCause.LOCK, 0.6, new Wait.OnFutex("semop", false, OptionalLong.empty())),
                Arguments.of(RootCause.LOCK, 0.6, new Wait.OnFutex("futex", false, OptionalLong.empty())),
                Arguments.of(RootCause.IO_WAIT, 0.9, new Wait.OnFile("read", "/x", true)),
                Arguments.of(RootCause.IO_WAIT, 0.8, new Wait.OnFile("read", "/x", false)),
                Arguments.of(RootCause.IO_WAIT, 0.8, new Wait.OnNamedPipe("/x")),
                Arguments.of(RootCause.INPUT_WAIT, 0.95, new Wait.OnTerminal("read", "/dev/pts/1")),
                Arguments.of(RootCause.INPUT_WAIT, 0.6, new Wait.OnPipe("read", 0, "pipe:[1]", false)),
                Arguments.of(RootCause.CHILD_HANG, 0.6, new Wait.OnPipe("read", 5, "pipe:[1]", false)),
                Arguments.of(RootCause.CHILD_HANG, 0.45, new Wait.OnPipe("write", 1, "pipe:[1]", true)),
                Arguments.of(RootCause.CHILD_HANG, 0.95, new Wait.Halted(Wait.Halted.Kind.STOPPED)),
                Arguments.of(RootCause.CHILD_HANG, 0.6, new Wait.OnChild("wait4", OptionalLong.empty())),
                Arguments.of(RootCause.CHILD_HANG, 0.6, new Wait.OnTimer("nanosleep")),
                Arguments.of(RootCause.CHILD_HANG, 0.35, new Wait.OnEvents("poll", List.of(), true)),
                // The surest of the candidates, a little less sure for being one of several.
                Arguments.of(
                        RootCause.NETWORK,
                        0.8,
                        new Wait.OnEvents("poll", List.of(Stalls.unix(), Stalls.tcp("ESTABLISHED", 0, 0)), true)));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void theEndOfTheChainDecides(RootCause cause, double confidence, Wait wait) {
        Verdict verdict = classifier.classify(Stalls.waiting(wait)).orElseThrow();

        assertThat(verdict.rootCause()).isEqualTo(cause);
        assertThat(verdict.confidence()).isEqualTo(new Confidence(confidence));
        assertThat(verdict.because())
                .containsExactly(
                        Because.fact("tool[20] " + wait.describe()), Because.fact("sh[10] waits for tool[20]"));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void whereNothingIsKnownNothingIsSaid(StallContext stall) {
        assertThat(classifier.classify(stall)).isEmpty();
    }

    static List<StallContext> silences() {
        return List.of(
                Stalls.printed("", ""),
                Stalls.waiting(new Wait.Unknown("")),
                Stalls.waiting(new Wait.Ended()),
                Stalls.waiting(new Wait.ForCpu()),
                Stalls.waiting(new Wait.OnEvents("epoll_wait", List.of(), false)),
                // An idle thread of a pool looks like this.
                Stalls.waiting(new Wait.OnFutex("futex", true, OptionalLong.empty())));
    }

    @Test
    void aFutexOfOneThreadAmongManyIsWeakEvidence() {
        Verdict verdict = classifier
                .classify(Stalls.waiting(new Wait.OnFutex("futex", false, OptionalLong.empty()), 3))
                .orElseThrow();

        assertThat(verdict.confidence()).isEqualTo(new Confidence(0.35));
    }

    @Test
    void datagramsAreLessSureThanConnections() {
        Wait.OnSocket udp =
                new Wait.OnSocket("recvfrom", 3, new SocketFacts("udp", "0.0.0.0:9", "10.0.0.1:53", "", 0, 0, 0));

        assertThat(classifier.classify(Stalls.waiting(udp)).orElseThrow().confidence())
                .isEqualTo(new Confidence(0.8));
    }

    @Test
    void asleepMostOfTheTimeIsNoMatterOfTheCpu() {
        assertThat(cause(Stalls.onCpu(ProcessState.SLEEPING, 0.5, 0.1, 40))).contains(RootCause.CHILD_HANG);
    }

    private Optional<RootCause> cause(StallContext stall) {
        return classifier.classify(stall).map(Verdict::rootCause);
    }
}
