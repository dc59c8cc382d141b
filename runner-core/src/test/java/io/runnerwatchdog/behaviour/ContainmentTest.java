package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.cgroup.CgroupHome;
import io.runnerwatchdog.internal.cgroup.Finding;
import io.runnerwatchdog.internal.engine.EngineMaker;
import io.runnerwatchdog.internal.engine.EngineSettings;
import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.ContainedBy;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.Termination;
import io.runnerwatchdog.spi.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that gives up all that it has in common with its run, and what still holds it. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ContainmentTest {
    /** Its parents end, its environment is empty, its session its own, its outputs closed. */
    private static final String GHOST =
            "(env -i PATH=\"$PATH\" setsid sh -c 'echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\";"
                    + " exec sleep 1000 <&- >&- 2>&-' sh \"$1\" </dev/null >/dev/null 2>&1 &); ";

    @TempDir
    private Path directory;

    @Test
    void aMarkFindsAGhostThatNothingElseLeadsTo() {
        try (Watchdog watchdog = watchdog(Containment.MARK, EnumSet.of(Trace.MARK))) {
            RunResult result = stopGhost(watchdog, true);

            assertThat(result.containedBy()).isEqualTo(ContainedBy.MARK);
            assertThat(result.stop().processes())
                    .extracting(process -> process.membership())
                    .contains(Membership.MARK);
        }
    }

    @Test
    void byItsCookieAloneAGhostEscapes() {
        try (Watchdog watchdog = watchdog(Containment.TRACES, EnumSet.of(Trace.COOKIE))) {
            RunResult result = stopGhost(watchdog, false);

            assertThat(result.containedBy()).isEqualTo(ContainedBy.TRACES);
        }
    }

    @Test
    void aGroupFindsAGhostWhereThereIsOneAndElseAMarkDoes() {
        boolean grouped = CgroupHome.find() instanceof Finding.Found;
        List<Path> before = groups();
        try (Watchdog watchdog = watchdog(Containment.CGROUP, EnumSet.of(Trace.GROUP, Trace.MARK))) {
            RunResult result = stopGhost(watchdog, true);

            assertThat(result.containedBy()).isEqualTo(grouped ? ContainedBy.CGROUP : ContainedBy.MARK);
        }
        assertThat(groups()).isEqualTo(before);
    }

    private static List<Path> groups() {
        return CgroupHome.find() instanceof Finding.Found found
                ? found.home().leftovers("runner-watchdog-run-")
                : List.of();
    }

    @Test
    void manyGroupsAreAllGoneAtTheEnd() throws InterruptedException {
        List<Path> before = groups();
        try (Watchdog watchdog =
                Watchdog.builder().containment(Containment.CGROUP).build()) {
            for (int i = 0; i < 20; i++) {
                watchdog.start(sh("sleep 1000 & sleep 1000"));
                watchdog.run(sh("sleep 1000 >/dev/null 2>&1 & exit 0"));
            }
        }
        assertThat(groups()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Containment.Kind.class)
    void aGhostOfARunThatSucceedsIsStoppedAtClose(Containment.Kind kind) throws InterruptedException {
        Path file = directory.resolve("pid");
        long ghost;
        try (Watchdog watchdog = Watchdog.builder().containment(of(kind)).build()) {
            RunResult result = watchdog.run(sh(GHOST + "until [ -e \"$1\" ]; do sleep 0.01; done", file));
            assertThat(result.succeeded()).isTrue();
            ghost = awaitPid(file);
            if (kind == Containment.Kind.TRACES) {
                // Nothing is promised here; it may have been seen or not.
                ProcessHandle.of(ghost).ifPresent(ProcessHandle::destroyForcibly);
            } else {
                assertThat(lives(ghost)).isTrue();
            }
        }
        Sh.awaitGone(ghost);
    }

    @ParameterizedTest
    @EnumSource(Containment.Kind.class)
    void whatAShellDoesFirstIsNotToBeNoticed(Containment.Kind kind) throws InterruptedException {
        try (Watchdog watchdog = Watchdog.builder().containment(of(kind)).build()) {
            RunResult echo = watchdog.run(
                    Command.of("printf", "%s|", "a b", "$x", "", "'\"").in(directory));
            assertThat(echo.stdout().text()).isEqualTo("a b|$x||'\"|");
            assertThat(echo.stderr().text()).isEmpty();
            assertThat(watchdog.run(sh("exit 7")).exitCode()).hasValue(7);
            assertThat(watchdog.run(sh("echo $PWD").in(directory)).stdout().text())
                    .isEqualTo(directory + "\n");
            assertThat(watchdog.run(Command.of("no-such-program")).termination())
                    .isInstanceOfSatisfying(
                            Termination.NotStarted.class,
                            why -> assertThat(why.failure()).isEqualTo(StartFailure.COMMAND_NOT_FOUND));
            assertThat(watchdog.run(Command.of(directory.toString())).termination())
                    .isInstanceOfSatisfying(
                            Termination.NotStarted.class,
                            why -> assertThat(why.failure()).isEqualTo(StartFailure.NOT_EXECUTABLE));
        }
    }

    @Test
    void marksNest() throws InterruptedException {
        // A host that is marked itself can only go below its own mark.
        try (Watchdog watchdog =
                Watchdog.builder().containment(Containment.MARK).build()) {
            RunResult outer = watchdog.run(sh("ulimit -w 2>/dev/null || ulimit -x"));
            RunResult inner =
                    watchdog.run(sh("(ulimit -w 12345 || ulimit -x 12345) 2>/dev/null; (ulimit -w 99999999999999999 ||"
                            + " ulimit -x 99999999999999999) 2>/dev/null; echo $?"));

            assertThat(Long.parseLong(outer.stdout().text().strip())).isGreaterThan(100_000_000_000_000_000L);
            assertThat(inner.succeeded()).isTrue();
        }
    }

    @Test
    void limitsBelongToAGroup() {
        WatchdogBuilder builder = Watchdog.builder()
                .containment(Containment.CGROUP.memoryMax(2L << 30).maxProcesses(500));
        assertThat(builder).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Containment.MARK.memoryMax(1 << 20))
                .withMessage("memoryMaxBytes needs the kind CGROUP, was MARK");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Containment.CGROUP.maxProcesses(0))
                .withMessage("maxProcesses must be > 0, was 0");
    }

    private RunResult stopGhost(Watchdog watchdog, boolean found) {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh(GHOST + "exec sleep 1000", file));
        long ghost = awaitPid(file);
        run.cancel();
        RunResult result = Sh.end(run);
        assertThat(lives(ghost)).isEqualTo(!found);
        ProcessHandle.of(ghost).ifPresent(ProcessHandle::destroyForcibly);
        Sh.awaitGone(ghost);
        return result;
    }

    private static Containment of(Containment.Kind kind) {
        return switch (kind) {
            case TRACES -> Containment.TRACES;
            case MARK -> Containment.MARK;
            case CGROUP -> Containment.CGROUP;
        };
    }

    /** With some of the traces only, which no builder offers. */
    private static Watchdog watchdog(Containment containment, Set<Trace> traces) {
        return EngineMaker.make(new EngineSettings(
                LimitOverrides.NONE,
                StopPolicy.DEFAULT,
                RunnerConfig::defaults,
                List.of(),
                List.of(),
                false,
                64 * 1024,
                true,
                OptionalInt.empty(),
                containment,
                traces,
                Optional.empty(),
                Optional.empty(),
                false,
                Ticker.system(),
                InstantSource.system()));
    }
}
