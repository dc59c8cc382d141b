package io.runnerwatchdog.junit;

import static io.runnerwatchdog.fixture.Sh.sh;
import static io.runnerwatchdog.junit.Played.play;
import static io.runnerwatchdog.junit.Played.playAtTheSameTime;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whose launcher is whose, and how long its runs live. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ScopesTest {
    /** The first processes of runs, in the order of their starts. */
    private static final List<Long> PIDS = new CopyOnWriteArrayList<>();

    @TempDir
    private Path files;

    @BeforeEach
    void forget() {
        PIDS.clear();
    }

    private static long started(Launcher launcher) {
        Run run = launcher.start(sh("exec sleep 1000"));
        PIDS.add(run.pid().orElseThrow());
        return run.pid().orElseThrow();
    }

    @ExtendWith(WatchdogExtension.class)
    static class HasAServer {
        @BeforeAll
        static void startServer(Launcher launcher) {
            started(launcher);
        }

        @Sample
        void usesIt(Launcher launcher) {
            started(launcher);
            assertThat(Sh.lives(PIDS.get(0))).isTrue();
        }

        @Sample
        void usesItToo(Launcher launcher) {
            started(launcher);
            assertThat(Sh.lives(PIDS.get(0))).isTrue();
            assertThat(Sh.lives(PIDS.get(1))).isFalse();
        }
    }

    @Test
    void whatIsStartedBeforeAllTestsLivesAsLongAsTheirClass() {
        Played played = play(HasAServer.class, files).passed(2);

        assertThat(PIDS).hasSize(3).noneMatch(Sh::lives);
        assertThat(played.told()).hasSize(3);
    }

    @ExtendWith(WatchdogExtension.class)
    static class TakesItInTheConstructor {
        private final Launcher launcher;

        TakesItInTheConstructor(Launcher launcher) {
            this.launcher = launcher;
        }

        @Sample
        void starts(Launcher sameTest) {
            assertThat(launcher).isSameAs(sameTest);
            assertThat(PIDS).noneMatch(Sh::lives);
            started(launcher);
        }

        @Sample
        void startsToo() {
            assertThat(PIDS).noneMatch(Sh::lives);
            started(launcher);
        }
    }

    @Test
    void aLauncherOfAConstructorIsTheTestsOwn() {
        play(TakesItInTheConstructor.class, files).passed(2);

        assertThat(PIDS).hasSize(2).noneMatch(Sh::lives);
    }

    @ExtendWith(WatchdogExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class IsOneInstance {
        private final Launcher launcher;

        IsOneInstance(Launcher launcher) {
            this.launcher = launcher;
        }

        @Sample
        void starts(Launcher ownOfTheTest) {
            assertThat(launcher).isNotSameAs(ownOfTheTest);
            assertThat(PIDS).allMatch(Sh::lives);
            started(launcher);
        }

        @Sample
        void startsToo() {
            assertThat(PIDS).allMatch(Sh::lives);
            started(launcher);
        }
    }

    @Test
    void aLauncherOfAnInstanceForAllTestsLivesAsLongAsTheInstance() {
        play(IsOneInstance.class, files).passed(2);

        assertThat(PIDS).hasSize(2).noneMatch(Sh::lives);
    }

    @ExtendWith(WatchdogExtension.class)
    static class GoesOnBesideAnother {
        private static final CountDownLatch BOTH_RUN = new CountDownLatch(2);
        private static final List<Long> SHORT = new CopyOnWriteArrayList<>();

        @Sample
        void endsFirst(Launcher launcher) throws InterruptedException {
            SHORT.add(started(launcher));
            BOTH_RUN.countDown();
            BOTH_RUN.await();
        }

        @Sample
        void goesOn(Launcher launcher) throws InterruptedException {
            long pid = started(launcher);
            BOTH_RUN.countDown();
            BOTH_RUN.await();
            Sh.awaitGone(SHORT.get(0));
            assertThat(Sh.lives(pid)).isTrue();
        }
    }

    @Test
    void aTestThatEndsStopsItsOwnRunsOnly() {
        playAtTheSameTime(GoesOnBesideAnother.class, files).passed(2);

        assertThat(PIDS).hasSize(2).noneMatch(Sh::lives);
    }
}
