package io.runnerwatchdog.junit;

import static io.runnerwatchdog.fixture.Sh.sh;
import static io.runnerwatchdog.junit.Played.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How tests go whose commands end, fail, or are left behind. */
@Tag("process")
@ExtendWith(NoResidue.class)
class WatchdogExtensionTest {
    /** Two processes, of which the second is to blame; says who it is when it waits. */
    private static final String HANGS = "echo begun; sleep 1000 & echo $! > \"$1\"; wait";

    /** Where samples write who their processes are. */
    private static Path place;

    @TempDir
    private Path files;

    @BeforeEach
    void choosePlace(@TempDir Path directory) {
        place = directory;
    }

    private static Path pidFile() {
        return place.resolve("pid");
    }

    @ExtendWith(WatchdogExtension.class)
    static class EndsOrFails {
        @Sample
        void ends(Launcher launcher) throws InterruptedException {
            RunResult result = launcher.run("sh", "-c", "echo fine");

            assertThat(result.stdout().text()).isEqualTo("fine\n");
            assertThat(result.command().type()).isEqualTo("test");
            assertThat(result.command().environment()).isEqualTo("local");
        }

        @Sample
        void fails(Launcher launcher) throws InterruptedException {
            assertThat(launcher.run(sh("exit 3").type("build").environment("ci")))
                    .satisfies(result -> assertThat(result.termination()).isEqualTo(new Termination.Exited(3)))
                    .satisfies(result -> assertThat(result.command().type()).isEqualTo("build"))
                    .satisfies(
                            result -> assertThat(result.command().environment()).isEqualTo("ci"));
        }

        @Sample
        void isNotThere(Launcher launcher) throws InterruptedException {
            assertThat(launcher.run("no-such-program-of-all").termination()).isInstanceOf(Termination.NotStarted.class);
        }
    }

    @Test
    void commandsThatEndOrFailAreResultsAndLeaveNothingInTheReport() {
        Played played = play(EndsOrFails.class, files).passed(3);

        assertThat(played.told()).isEmpty();
        assertThat(played.published()).isZero();
    }

    @ExtendWith(WatchdogExtension.class)
    static class LeavesARunBehind {
        @Sample
        void leavesIt(Launcher launcher) {
            launcher.start(sh(HANGS, pidFile()));
            assertThat(Sh.lives(Sh.awaitPid(pidFile()))).isTrue();
        }
    }

    @Test
    void aRunThatIsLeftBehindIsStoppedWithItsTreeAndTold() {
        Played played = play(LeavesARunBehind.class, files).passed(1);

        assertThat(Sh.lives(Sh.awaitPid(pidFile()))).isFalse();
        assertThat(played.told())
                .singleElement()
                .asString()
                .contains("still ran when the test had ended, stopped with all its processes", "└─ sleep[");
    }

    static class LeavesAChildBehind {
        @Sample
        void leavesIt() throws Exception {
            new ProcessBuilder("sh", "-c", HANGS, "sh", pidFile().toString()).start();
            Sh.awaitPid(pidFile());
        }
    }

    /** The other way round: what the extension does is not done by anything else. */
    @Test
    void withoutTheExtensionTheChildOutlivesTheTest() {
        play(LeavesAChildBehind.class, files).passed(1);
        long pid = Sh.awaitPid(pidFile());

        assertThat(Sh.lives(pid)).isTrue();

        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
        child.parent().ifPresent(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
        Sh.awaitGone(pid);
    }

    static class MustLeaveNothing {
        @RegisterExtension
        static final WatchdogExtension WATCHDOG =
                WatchdogExtension.builder().failOnLeftovers(true).build();

        @Sample
        void leavesIt(Launcher launcher) {
            launcher.start(sh("exec sleep 1000"));
        }
    }

    static class MustLeaveNothingAndDoesNot {
        @RegisterExtension
        static final WatchdogExtension WATCHDOG =
                WatchdogExtension.builder().failOnLeftovers(true).build();

        @Sample
        void cancelsIt(Launcher launcher) {
            launcher.start(sh("exec sleep 1000")).cancel();
        }

        @Sample
        void waitsForIt(Launcher launcher) throws InterruptedException {
            launcher.run("true");
        }
    }

    static class FailsAnyway {
        @RegisterExtension
        static final WatchdogExtension WATCHDOG =
                WatchdogExtension.builder().failOnLeftovers(true).build();

        @Sample
        void leavesItAndFails(Launcher launcher) {
            launcher.start(sh("exec sleep 1000"));
            throw new IllegalStateException("its own failure");
        }
    }

    @Test
    void aTestThatLeavesARunBehindFailsWhereThatIsAskedFor() {
        assertThat(play(MustLeaveNothing.class, files).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exec sleep 1000 sh: still ran when the test had ended");
    }

    @Test
    void aRunThatTheTestHasCancelledOrWaitedForIsNotLeftBehind() {
        assertThat(play(MustLeaveNothingAndDoesNot.class, files).passed(2).told())
                .isEmpty();
    }

    @Test
    void aTestThatFailsAnywayKeepsItsOwnFailure() {
        assertThat(play(FailsAnyway.class, files).failure())
                .hasMessage("its own failure")
                .hasNoSuppressedExceptions();
    }

    @ExtendWith(WatchdogExtension.class)
    static class KeepsItsLauncher {
        private static Launcher kept;

        @Sample
        void keepsIt(Launcher launcher) throws InterruptedException {
            kept = launcher;
            launcher.run("true");
        }

        @AfterEach
        void usesItStill(Launcher launcher) throws InterruptedException {
            assertThat(launcher).isSameAs(kept);
            launcher.run("true");
        }
    }

    @Test
    void nothingStartsWhenTheTestHasEnded() {
        play(KeepsItsLauncher.class, files).passed(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> KeepsItsLauncher.kept.start(sh("true")))
                .withMessageContaining("the test has ended");
    }
}
