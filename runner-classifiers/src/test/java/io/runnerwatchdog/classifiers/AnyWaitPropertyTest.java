package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.spi.RootCauseClassifier;
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
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever a chain ends in, verdicts stay in bounds and bear their evidence. */
class AnyWaitPropertyTest {
    private static final List<Wait> WAITS = List.of(
            Stalls.tcp("ESTABLISHED", 0, 0),
            Stalls.tcp("SYN_SENT", 1, 0),
            Stalls.tcp("CLOSE_WAIT", 0, 7),
            Stalls.tcp("LISTEN", 0, 0),
            Stalls.socket("recvfrom", "udp", "", 0, 0),
            Stalls.socket("recvfrom", "sctp", "?", 0, 0),
            Stalls.pipe(false, 0),
            Stalls.pipe(true, 1, Stalls.party(Standing.MEMBER)),
            Stalls.pipe(false, 5, Stalls.party(Standing.OUTSIDE), Stalls.party(Standing.ABOVE)),
            new Wait.OnPipe("read", 5, "pipe:[7]", false, List.of(), true),
            new Wait.OnFileLock("fcntl", "", List.of()),
            Stalls.signal("futex", true),
            Stalls.signal("futex", false),
            Stalls.signal("semop", true),
            Stalls.signal("read of an eventfd", false),
            new Wait.OnFutex("futex", Wait.OnFutex.Kind.JOIN, false, Optional.empty()),
            new Wait.OnFile("ioctl", "/dev/x", true, Optional.empty()),
            new Wait.OnNamedPipe(""),
            new Wait.OnTerminal("read", "/dev/tty"),
            new Wait.OnTerminal("write", "/dev/tty", true),
            new Wait.OnPipe("read", 5, "/run/news", false, List.of(), false),
            new Wait.OnTerminalMaster("read", "/dev/pts/0", List.of()),
            new Wait.OnTimer("nanosleep"),
            new Wait.OnChild("wait4", OptionalLong.of(9)),
            new Wait.OnSignal("pause"),
            new Wait.OnFileChange("read"),
            new Wait.Halted(Wait.Halted.Kind.FROZEN, Optional.empty()),
            new Wait.ForCpu(),
            new Wait.Ended(),
            new Wait.Unknown("seccomp"));

    @Property
    void verdictsAreInBoundsAndOfTheOwnCause(
            @ForAll("waits") Wait wait,
            @ForAll Edge via,
            @ForAll ProcessState state,
            @ForAll @DoubleRange(max = 10) double ran,
            @ForAll @DoubleRange(max = 10) double waited,
            @ForAll @IntRange(max = 500) int slices) {
        Stalls.Stall stall = Stalls.waiting(wait).via(via).got(state, ran, waited, slices);

        for (RootCauseClassifier classifier : Verdicts.CLASSIFIERS) {
            classifier.classify(stall.context()).ifPresent(verdict -> {
                assertThat(verdict.rootCause()).isEqualTo(RootCause.of(classifier.id()));
                assertThat(verdict.confidence().value()).isBetween(0.0, 1.0);
                assertThat(verdict.because()).isNotEmpty();
            });
        }
    }

    @Property
    void busyAndStarvedExcludeEachOther(
            @ForAll ProcessState state,
            @ForAll @DoubleRange(max = 10) double ran,
            @ForAll @DoubleRange(max = 10) double waited,
            @ForAll @IntRange(max = 500) int slices) {
        List<RootCause> causes =
                Verdicts.causes(Stalls.waiting(new Wait.ForCpu()).got(state, ran, waited, slices));

        assertThat(causes).hasSizeLessThan(2);
        // Who ran more than half of the time was not starved, and who hardly ran was not busy.
        assertThat(causes)
                .doesNotContain(ran > 5 ? RootCause.CPU_STARVE : ran < 2 ? RootCause.BUSY : RootCause.UNKNOWN);
    }

    @Property
    void aThingAmongOthersIsNeverSurerThanByItself(@ForAll("waits") Wait one, @ForAll("waits") Wait other) {
        for (RootCauseClassifier classifier : Verdicts.CLASSIFIERS) {
            if (classifier.id().equals("child_hang") || classifier.id().equals("lock")) {
                // A poll of what has no cause is idle, which the things by themselves are not.
                continue;
            }
            double alone = Stream.of(one, other)
                    .mapToDouble(wait -> Verdicts.sure(classifier, Stalls.waiting(wait)))
                    .max()
                    .orElseThrow();

            assertThat(Verdicts.sure(classifier, Stalls.waiting(polls(List.of(one, other)))))
                    .as(classifier.id())
                    .isLessThanOrEqualTo(alone);
        }
    }

    @Property
    void theOrderOfWhatIsPolledDoesNotMatter(@ForAll("waits") Wait one, @ForAll("waits") Wait other) {
        assertThat(Verdicts.of(Stalls.waiting(polls(List.of(one, other))).context()))
                .extracting(Verdict::rootCause, Verdict::confidence)
                .isEqualTo(Verdicts.of(
                                Stalls.waiting(polls(List.of(other, one))).context())
                        .stream()
                        .map(verdict -> tuple(verdict.rootCause(), verdict.confidence()))
                        .toList());
    }

    @Provide
    Arbitrary<Wait> waits() {
        return Arbitraries.recursive(() -> Arbitraries.of(WAITS), AnyWaitPropertyTest::polled, 0, 2);
    }

    private static Arbitrary<Wait> polled(Arbitrary<Wait> inner) {
        return Combinators.combine(inner.list().ofMaxSize(9), Arbitraries.of(true, false))
                .as((candidates, timed) -> new Wait.OnEvents("poll", candidates, timed));
    }

    private static Wait polls(List<Wait> candidates) {
        return new Wait.OnEvents("poll", candidates, false);
    }
}
