package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.STALL;
import static io.runnerwatchdog.internal.skip.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates whose files are touched by the thread that asks. */
class SkipGateTest {
    private static final AutoSkip SETTINGS = AutoSkip.USUAL;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Decision RUN = new Decision.Run();
    private static final Decision CANARY = new Decision.RunAsCanary();

    @TempDir
    Path temp;

    private final WallClock clock = new WallClock();
    private final List<SkipTrouble> troubles = new CopyOnWriteArrayList<>();
    private int runs;

    private SkipGate shared(Path directory) {
        return SkipGate.shared(SETTINGS, directory, clock, Runnable::run, troubles::add);
    }

    private static Decision ask(SkipGate gate, int run) {
        return gate.ask("test", "ci", run(run), LONGEST);
    }

    private static void end(SkipGate gate, int run, Termination how) {
        gate.ended("test", "ci", run(run), how);
    }

    private void open(SkipGate gate) {
        for (int i = 0; i < SETTINGS.stalls(); i++) {
            int run = 1000 + runs++;
            assertThat(ask(gate, run)).isEqualTo(RUN);
            end(gate, run, STALL);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepsThatKeepStallingAreSkippedThenTriedThenRun(boolean inMemory) {
        SkipGate gate = inMemory ? SkipGate.inMemory(SETTINGS, clock) : shared(temp);
        open(gate);
        assertThat(ask(gate, 1))
                .isEqualTo(new Decision.Skip(
                        WallClock.NOON.plus(SETTINGS.coolDown()), "3 stalls of test in ci since 2020-02-29T12:00:00Z"));
        assertThat(gate.ask("build", "ci", run(2), LONGEST)).isEqualTo(RUN);
        assertThat(gate.ask("test", "local", run(3), LONGEST)).isEqualTo(RUN);

        clock.advance(SETTINGS.coolDown());
        assertThat(ask(gate, 4)).isEqualTo(CANARY);
        assertThat(ask(gate, 5)).isInstanceOf(Decision.Skip.class);
        end(gate, 4, STALL);
        assertThat(ask(gate, 6)).isInstanceOf(Decision.Skip.class);

        clock.advance(SETTINGS.coolDown());
        assertThat(ask(gate, 7)).isEqualTo(CANARY);
        end(gate, 7, new Termination.Exited(1));
        assertThat(ask(gate, 8)).isEqualTo(RUN);
        assertThat(ask(gate, 9)).isEqualTo(RUN);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aCanaryThatProvedNothingIsFollowedByAnother() {
        SkipGate gate = shared(temp);
        open(gate);
        clock.advance(SETTINGS.coolDown());
        List<Termination> proveNothing = List.of(
                Runs.stopped(StopReason.CANCELLED),
                Runs.stopped(StopReason.CLOSED),
                Runs.stopped(StopReason.INTERRUPTED),
                new Termination.NotStarted(StartFailure.WITHDRAWN, "withdrawn"),
                new Termination.Blocked("not allowed"));
        for (int i = 0; i < proveNothing.size(); i++) {
            assertThat(ask(gate, i)).isEqualTo(CANARY);
            end(gate, i, proveNothing.get(i));
        }
        assertThat(ask(gate, 99)).isEqualTo(CANARY);
        end(gate, 99, new Termination.Ended());
        assertThat(ask(gate, 100)).isEqualTo(RUN);
    }

    @Test
    void hostsShareWhatTheyKnowAndItOutlivesThem() {
        open(shared(temp));
        SkipGate next = shared(temp);
        assertThat(ask(next, 1)).isInstanceOf(Decision.Skip.class);

        clock.advance(SETTINGS.coolDown());
        assertThat(ask(next, 2)).isEqualTo(CANARY);
        SkipGate other = shared(temp);
        assertThat(ask(other, 3)).isInstanceOf(Decision.Skip.class);
        end(next, 2, new Termination.Exited(0));
        assertThat(ask(other, 4)).isEqualTo(RUN);
    }

    @Test
    void theCanaryOfADeadHostIsWaitedForNoLongerThanItMayLast() {
        open(shared(temp));
        clock.advance(SETTINGS.coolDown());
        assertThat(ask(shared(temp), 1)).isEqualTo(CANARY);

        SkipGate other = shared(temp);
        clock.advance(LONGEST);
        assertThat(ask(other, 2)).isInstanceOf(Decision.Skip.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ask(other, 3)).isEqualTo(CANARY);
    }

    @Test
    void aCanaryWithoutALimitIsWaitedForAsLongAsACoolDown() {
        SkipGate gate = SkipGate.inMemory(SETTINGS, clock);
        open(gate);
        clock.advance(SETTINGS.coolDown());
        assertThat(gate.ask("test", "ci", run(1), Limits.NEVER)).isEqualTo(CANARY);
        clock.advance(SETTINGS.coolDown());
        assertThat(ask(gate, 2)).isEqualTo(CANARY);
    }

    @Test
    void whatDoesNotStallTouchesNoFile() throws Exception {
        SkipGate gate = shared(temp.resolve("evidence"));
        for (int i = 0; i < 3; i++) {
            assertThat(ask(gate, i)).isEqualTo(RUN);
            end(gate, i, new Termination.Exited(i));
        }
        assertThat(temp.resolve("evidence")).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenAllRunAndItIsToldOnce() throws Exception {
        SkipGate gate = shared(Files.createFile(temp.resolve("no directory")));
        for (int i = 0; i < 6; i++) {
            assertThat(ask(gate, i)).isEqualTo(RUN);
            end(gate, i, STALL);
        }
        assertThat(troubles).extracting(SkipTrouble::kind).containsExactly(SkipTrouble.Kind.UNREADABLE);
    }

    @Test
    void whereAClaimCannotBeWrittenTheStepRuns() throws Exception {
        SkipGate gate = shared(temp);
        open(gate);
        Files.createDirectories(temp.resolve(SkipFile.NEXT_NAME).resolve("full"));
        assertThat(ask(gate, 1)).isInstanceOf(Decision.Skip.class);

        clock.advance(SETTINGS.coolDown());
        assertThat(ask(gate, 2)).isEqualTo(RUN);
        assertThat(ask(gate, 3)).isEqualTo(RUN);
        assertThat(troubles).extracting(SkipTrouble::kind).containsExactly(SkipTrouble.Kind.UNWRITABLE);
    }

    @Test
    void aBrokenFileKeepsNobodyFromRunning() throws Exception {
        Files.writeString(temp.resolve(SkipFile.FILE_NAME), "{}");
        SkipGate gate = shared(temp);
        assertThat(ask(gate, 1)).isEqualTo(RUN);
        assertThat(ask(gate, 2)).isEqualTo(RUN);
        assertThat(troubles).extracting(SkipTrouble::kind).containsExactly(SkipTrouble.Kind.BROKEN);

        open(gate);
        assertThat(ask(gate, 3)).isInstanceOf(Decision.Skip.class);
    }
}
