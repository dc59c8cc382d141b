package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.StallContext;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CpuShareTest {
    private static final long SECOND = 1_000_000_000;
    private static final ProcessState RUNNING = ProcessState.RUNNING;
    private static final ProcessState SLEEPING = ProcessState.SLEEPING;
    private static final List<ThreadFacts> IDLE_THEN = List.of(Stalls.thread(RUNNING, 0, 0, 5));
    private static final List<ThreadFacts> BUSY_NOW = List.of(Stalls.thread(RUNNING, 10 * SECOND, 0, 50));

    @Test
    void runnableAllTheTimeAndNeverServedIsStarved() {
        Verdict verdict = CpuShare.judge(Stalls.onCpu(RUNNING, 0, 0, 0)).orElseThrow();

        assertThat(verdict.rootCause()).isEqualTo(RootCause.CPU_STARVE);
        assertThat(verdict.confidence()).isEqualTo(new Confidence(0.9));
        assertThat(verdict.because())
                .containsExactly(Because.fact("tool[20] could run all the time and never got a CPU"));
    }

    @Test
    void onTheCpuAllTheTimeWithoutANewSliceIsBusyAndNotStarved() {
        // Nobody else wants that CPU: it is given once and kept.
        assertThat(cause(Stalls.onCpu(RUNNING, 10, 0, 0))).contains(RootCause.BUSY);
    }

    @Test
    void runnableOnlyNowIsNotStarved() {
        StallContext stall = Stalls.looks(
                0, List.of(Stalls.thread(SLEEPING, 0, 0, 5)), 10 * SECOND, List.of(Stalls.thread(RUNNING, 0, 0, 5)));

        assertThat(cause(stall)).isEmpty();
    }

    @Test
    void waitingForTheCpuMostOfTheTimeIsStarved() {
        Verdict verdict = CpuShare.judge(Stalls.onCpu(RUNNING, 1, 8.9, 40)).orElseThrow();

        assertThat(verdict.rootCause()).isEqualTo(RootCause.CPU_STARVE);
        assertThat(verdict.confidence()).isEqualTo(new Confidence(0.85));
        assertThat(verdict.because())
                .containsExactly(Because.fact("tool[20] ran 10 % and waited for a CPU 89 % of the time"));
        assertThat(cause(Stalls.onCpu(SLEEPING, 1, 8.9, 40)))
                .as("throttled between two naps")
                .contains(RootCause.CPU_STARVE);
    }

    @Test
    void waitingSomeAndRunningLittleIsStarvedOnlyIfItCouldRunNow() {
        assertThat(cause(Stalls.onCpu(RUNNING, 1, 3, 40))).contains(RootCause.CPU_STARVE);
        assertThat(cause(Stalls.onCpu(SLEEPING, 1, 3, 40))).isEmpty();
    }

    @Test
    void runningMostOfTheTimeIsBusy() {
        Verdict verdict = CpuShare.judge(Stalls.onCpu(RUNNING, 9.5, 0.1, 40)).orElseThrow();

        assertThat(verdict.rootCause()).isEqualTo(RootCause.BUSY);
        assertThat(verdict.confidence()).isEqualTo(new Confidence(0.6));
        assertThat(verdict.because())
                .containsExactly(Because.fact("tool[20] ran 95 % and waited for a CPU 1 % of the time;"
                        + " a long computation and an endless loop look alike"));
        assertThat(cause(Stalls.onCpu(RUNNING, 5, 4.9, 40)))
                .as("half of a shared CPU")
                .contains(RootCause.BUSY);
        assertThat(cause(Stalls.onCpu(RUNNING, 3.4, 6.6, 40)))
                .as("a third of a shared CPU: it gets its share")
                .contains(RootCause.BUSY);
        assertThat(cause(Stalls.onCpu(SLEEPING, 6, 0, 40))).as("just napping").contains(RootCause.BUSY);
    }

    @Test
    void mostlyAsleepIsNoMatterOfTheCpu() {
        assertThat(cause(Stalls.onCpu(SLEEPING, 0.5, 0.1, 40))).isEmpty();
        assertThat(cause(Stalls.onCpu(SLEEPING, 5, 0, 40))).isEmpty();
        assertThat(cause(Stalls.onCpu(RUNNING, 0.5, 0.1, 40)))
                .as("awake by chance")
                .isEmpty();
    }

    @Test
    void aSingleLookSaysNothing() {
        assertThat(cause(Stalls.waiting(new Wait.ForCpu()))).isEmpty();
    }

    @Test
    void twoLooksAtTheSameMomentSayNothing() {
        assertThat(cause(Stalls.looks(SECOND, IDLE_THEN, SECOND, BUSY_NOW))).isEmpty();
        assertThat(cause(Stalls.looks(SECOND, IDLE_THEN, 0, BUSY_NOW)))
                .as("in the wrong order")
                .isEmpty();
    }

    @Test
    void theClockMayOverflowBetweenTheLooks() {
        long then = Long.MAX_VALUE - 5 * SECOND;

        assertThat(cause(Stalls.looks(then, IDLE_THEN, then + 10 * SECOND, BUSY_NOW)))
                .contains(RootCause.BUSY);
    }

    @Test
    void aThreadThatWasNotThereOnceSaysNothing() {
        assertThat(cause(Stalls.looks(0, List.of(), 10 * SECOND, BUSY_NOW))).isEmpty();
        assertThat(cause(Stalls.looks(0, IDLE_THEN, 10 * SECOND, List.of()))).isEmpty();
    }

    @Property
    void anySharesGiveAVerdictInBoundsOrNone(
            @ForAll @DoubleRange(max = 10) double ran,
            @ForAll @DoubleRange(max = 10) double waited,
            @ForAll @IntRange(max = 5) int slices,
            @ForAll boolean runnable) {
        CpuShare.judge(Stalls.onCpu(runnable ? RUNNING : SLEEPING, ran, waited, slices))
                .ifPresent(verdict -> {
                    assertThat(verdict.rootCause()).isIn(RootCause.BUSY, RootCause.CPU_STARVE);
                    assertThat(verdict.because()).hasSize(1);
                    // Who ran more than half of the time was not starved, and who hardly ran was not busy.
                    assertThat(verdict.rootCause()).isNotEqualTo(ran > 5 ? RootCause.CPU_STARVE : RootCause.UNKNOWN);
                    assertThat(verdict.rootCause()).isNotEqualTo(ran < 2 ? RootCause.BUSY : RootCause.UNKNOWN);
                });
    }

    private static Optional<RootCause> cause(StallContext stall) {
        return CpuShare.judge(stall).map(Verdict::rootCause);
    }
}
