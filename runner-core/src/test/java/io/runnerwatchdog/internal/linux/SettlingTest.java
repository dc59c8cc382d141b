package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was met awake by chance is looked at again; who is always awake is not. Ten seconds between two looks. */
class SettlingTest {
    private static final long TOOL = 4_200_010;
    private static final long OTHER = 4_200_011;
    private static final long LATER = 10;
    private static final long SECOND = 1_000_000_000;
    private static final Wait SLEEPS = new Wait.OnTimer("clock_nanosleep");
    private static final Wait RUNS = new Wait.ForCpu();

    @TempDir
    private Path directory;

    private WrittenProc proc;

    @BeforeEach
    void aTool() {
        proc = new WrittenProc(directory)
                .member(TOOL, 1, "tool", WrittenProc.SLEEPS)
                .scheduled(TOOL, 0, 0, 1);
    }

    @Test
    void aThreadThatWasMetAwakeOnceIsLookedAtAgain() {
        ProcessFacts met = awake(Optional.empty(), TOOL);
        goesToSleep(TOOL);

        assertThat(wait(proc.settling(LATER, Optional.empty()).settle(met))).isEqualTo(SLEEPS);
    }

    @Test
    void whoHardlyRanSinceTheEarlierLookIsAwakeByChance() {
        assertThat(settledAfter(SECOND / 2, 0)).isEqualTo(SLEEPS);
    }

    @Test
    void whoUsedTheCpuIsLeftAsItIs() {
        assertThat(settledAfter(3 * SECOND, 0)).isEqualTo(RUNS);
    }

    @Test
    void whoWaitedForTheCpuIsLeftAsItIs() {
        assertThat(settledAfter(0, 3 * SECOND)).isEqualTo(RUNS);
    }

    @Test
    void whoWantedTheCpuBothTimesMayNeverHaveGotIt() {
        Optional<TreeSnapshot> earlier = Optional.of(runs(TOOL).look(0, Optional.empty()));
        ProcessFacts met = awake(earlier, TOOL);
        goesToSleep(TOOL);

        assertThat(wait(proc.settling(LATER, earlier).settle(met))).isEqualTo(RUNS);
    }

    @Test
    void whoSleepsIsNotLookedAtAgain() {
        ProcessFacts asleep = proc.look(0, Optional.empty()).root().orElseThrow();

        assertThat(proc.settling(LATER, Optional.empty()).settle(asleep)).isSameAs(asleep);
    }

    @Test
    void theLooksAreCountedForAllTogether() {
        proc.member(OTHER, TOOL, "other", WrittenProc.RUNS);
        ProcessFacts tool = awake(Optional.empty(), TOOL);
        ProcessFacts other = awake(Optional.empty(), OTHER);
        Settling settling = proc.settling(LATER, Optional.empty());
        goesToSleep(OTHER);

        assertThat(wait(settling.settle(tool))).as("it runs still").isEqualTo(RUNS);
        assertThat(wait(settling.settle(other))).as("no look was left for it").isEqualTo(RUNS);
    }

    /** What it is said to wait for, which is asleep by now, after it got so many nanoseconds since the earlier look. */
    private Wait settledAfter(long ran, long waited) {
        Optional<TreeSnapshot> earlier = Optional.of(proc.look(0, Optional.empty()));
        proc.scheduled(TOOL, ran, waited, 40);
        ProcessFacts met = awake(earlier, TOOL);
        goesToSleep(TOOL);
        return wait(proc.settling(LATER, earlier).settle(met));
    }

    private ProcessFacts awake(Optional<TreeSnapshot> earlier, long pid) {
        ProcessFacts met = runs(pid).look(LATER, earlier).find(pid).orElseThrow();
        assertThat(wait(met)).isEqualTo(RUNS);
        return met;
    }

    private WrittenProc runs(long pid) {
        return proc.state(pid, 1, "tool", 'R').call(pid, WrittenProc.RUNS);
    }

    private void goesToSleep(long pid) {
        proc.state(pid, 1, "tool", 'S').call(pid, WrittenProc.SLEEPS);
    }

    private static Wait wait(ProcessFacts process) {
        return process.mainThread().orElseThrow().waitsFor();
    }
}
