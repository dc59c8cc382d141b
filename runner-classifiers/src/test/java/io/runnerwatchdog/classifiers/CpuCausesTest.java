package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Stalls.Stall;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Busy, starved, throttled, thrashing: what a thread did between two looks. Each of ten seconds. */
class CpuCausesTest {
    private static final ProcessState RUNNING = ProcessState.RUNNING;
    private static final ProcessState SLEEPING = ProcessState.SLEEPING;

    private static Stall got(ProcessState state, double ran, double waited, long slices) {
        return Stalls.waiting(state == RUNNING ? new Wait.ForCpu() : new Wait.OnEvents("poll", List.of(), false))
                .alone()
                .got(state, ran, waited, slices);
    }

    @Test
    void runnableAllTheTimeAndNeverServedIsStarved() {
        Stall never = got(RUNNING, 0, 0, 0);

        assertThat(Verdicts.causes(never)).containsExactly(RootCause.CPU_STARVE);
        assertThat(Verdicts.because(RootCause.CPU_STARVE, never))
                .contains("tool[20] could run all the time and never got a CPU");
    }

    @Test
    void onTheCpuAllTheTimeWithoutANewSliceIsBusyAndNotStarved() {
        // Nobody else wants that CPU: it is given once and kept.
        assertThat(Verdicts.causes(got(RUNNING, 10, 0, 0))).containsExactly(RootCause.BUSY);
    }

    @Test
    void waitingForTheCpuMostOfTheTimeIsStarved() {
        Stall starved = got(RUNNING, 1, 8.9, 40);

        assertThat(Verdicts.causes(starved)).containsExactly(RootCause.CPU_STARVE);
        assertThat(Verdicts.because(RootCause.CPU_STARVE, starved))
                .contains("tool[20] ran 10 % and waited for a CPU 89 % of 10.0 s");
        assertThat(Verdicts.causes(got(SLEEPING, 1, 8.9, 40)))
                .as("between two naps")
                .containsExactly(RootCause.CPU_STARVE);
    }

    @Test
    void neverServedIsSurerThanSeldomServed() {
        CpuStarveClassifier starve = new CpuStarveClassifier();

        assertThat(Verdicts.sure(starve, got(RUNNING, 0, 0, 0)))
                .isGreaterThan(Verdicts.sure(starve, got(RUNNING, 1, 8.9, 40)));
        assertThat(Verdicts.sure(starve, got(RUNNING, 0, 0, 0).throttled(50)))
                .isGreaterThan(Verdicts.sure(starve, got(RUNNING, 0, 0, 0)));
    }

    @Test
    void waitingSomeAndRunningLittleIsStarvedOnlyIfItCouldRunNow() {
        assertThat(Verdicts.causes(got(RUNNING, 1, 3, 40))).containsExactly(RootCause.CPU_STARVE);
        assertThat(Verdicts.causes(got(SLEEPING, 1, 3, 40))).isEmpty();
    }

    @Test
    void aQuotaThatRanOutIsNamed() {
        Stall throttled = got(RUNNING, 0.5, 0.1, 60).throttled(95);

        assertThat(Verdicts.causes(throttled)).containsExactly(RootCause.CPU_STARVE);
        assertThat(Verdicts.because(RootCause.CPU_STARVE, throttled))
                .contains("its control group, or one above it, ran out of its CPU quota in 95 periods");
    }

    @Test
    void aQuotaThatRanOutWhileItSleptIsNoneOfItsBusiness() {
        assertThat(Verdicts.causes(got(SLEEPING, 0, 0, 0).throttled(95))).doesNotContain(RootCause.CPU_STARVE);
        assertThat(Verdicts.causes(got(RUNNING, 9, 0.5, 60).throttled(2)))
                .as("it has the CPU nearly all the time")
                .containsExactly(RootCause.BUSY);
    }

    @Test
    void runningMostOfTheTimeIsBusy() {
        Stall busy = got(RUNNING, 9.5, 0.1, 40);

        assertThat(Verdicts.causes(busy)).containsExactly(RootCause.BUSY);
        assertThat(Verdicts.because(RootCause.BUSY, busy))
                .contains("tool[20] ran 95 % and waited for a CPU 1 % of 10.0 s;"
                        + " a long computation and an endless loop look alike");
        assertThat(Verdicts.causes(got(RUNNING, 5, 4.9, 40)))
                .as("half of a shared CPU")
                .containsExactly(RootCause.BUSY);
        assertThat(Verdicts.causes(got(SLEEPING, 6, 0, 40))).as("just napping").containsExactly(RootCause.BUSY);
    }

    @Test
    void givingTheCpuBackAllTheTimeIsSpinning() {
        Stall spins = got(RUNNING, 4, 1, 300_000);

        assertThat(Verdicts.causes(spins)).containsExactly(RootCause.BUSY);
        assertThat(Verdicts.because(RootCause.BUSY, spins)).first().asString().endsWith("it spins");
        assertThat(Verdicts.because(RootCause.BUSY, got(RUNNING, 6, 1, 300_000).writesInVain(50)))
                .as("it writes: that is work")
                .first()
                .asString()
                .doesNotContain("spins");
    }

    @Test
    void aCollectorThatTakesTheCpuIsSaidToCollect() {
        assertThat(Verdicts.because(RootCause.BUSY, got(RUNNING, 9, 0.1, 40).named("GC Thread#0")))
                .first()
                .asString()
                .endsWith("it collects garbage, memory is short");
    }

    @Test
    void mostlyAsleepIsNoMatterOfTheCpu() {
        assertThat(Verdicts.causes(got(SLEEPING, 0.5, 0.1, 40))).isEmpty();
        assertThat(Verdicts.causes(got(SLEEPING, 5, 0, 40))).isEmpty();
        assertThat(Verdicts.causes(got(RUNNING, 0.5, 0.1, 40)))
                .as("awake by chance")
                .isEmpty();
    }

    @Test
    void pageFaultsThatNeedADiskAreInputAndOutput() {
        Stall thrashes = got(SLEEPING, 0.5, 0.1, 400).faults(5_000);

        assertThat(Verdicts.causes(thrashes)).containsExactly(RootCause.IO_WAIT);
        assertThat(Verdicts.because(RootCause.IO_WAIT, thrashes))
                .contains("tool[20] had 5000 page faults that needed a disk: it lacks memory");
        assertThat(Verdicts.causes(got(SLEEPING, 0.5, 0.1, 400).faults(20)))
                .as("two a second")
                .isEmpty();
    }

    @Test
    void shortProgramsThatUseTheCpuAreBookedOnWhoStartsThem() {
        Stall loop = got(SLEEPING, 0.1, 0, 40).spentOnChildren(6);

        assertThat(Verdicts.cause(loop)).contains(RootCause.BUSY);
        assertThat(Verdicts.because(RootCause.BUSY, loop))
                .first()
                .isEqualTo("tool[20] starts one short program after the other, and they use a CPU");
    }

    @Test
    void childrenThatHardlyUsedTheCpuMakeNobodyBusy() {
        assertThat(Verdicts.causes(got(SLEEPING, 0.1, 0, 40).spentOnChildren(2)))
                .as("less than a third of a CPU")
                .doesNotContain(RootCause.BUSY);
    }

    @Test
    void whatChildrenUsedInAllSaysNothingOfNow() {
        Stall once = Stalls.waiting(new Wait.OnChild("wait4", OptionalLong.empty()))
                .alone()
                .spentOnChildren(600);

        assertThat(Verdicts.causes(once)).as("one look only").doesNotContain(RootCause.BUSY);
    }

    @Test
    void aSingleLookSaysLittle() {
        Stall once = Stalls.waiting(new Wait.ForCpu()).alone();

        assertThat(Verdicts.causes(once)).containsExactly(RootCause.BUSY);
        assertThat(Verdicts.sure(new BusyClassifier(), once)).isLessThan(0.5);
        assertThat(Verdicts.because(RootCause.BUSY, once)).first().isEqualTo("tool[20] was met running, once");
    }
}
