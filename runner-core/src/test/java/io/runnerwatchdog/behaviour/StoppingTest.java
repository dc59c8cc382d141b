package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.awaitGone;
import static io.runnerwatchdog.fixture.Sh.awaitOrphaned;
import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole tree goes, and the receipt says how. */
@Tag("process")
@ExtendWith(NoResidue.class)
class StoppingTest {
    /** Written by the process itself, so that it is known to run when the file is there. */
    private static final String TELL_PID = "echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\"; ";

    @TempDir
    private Path directory;

    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMinutes(5))
            .hardTimeout(Duration.ofMinutes(10))
            .build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void childrenAndTheirChildrenGoToo() {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh("sh -c '" + TELL_PID + "sleep 1000; :' sh \"$1\"; :", file));
        long grandchild = awaitPid(file);

        RunResult result = cancelled(run);

        assertThat(lives(grandchild)).isFalse();
        assertThat(result.stop().processes())
                .extracting(StoppedProcess::name)
                .containsExactlyInAnyOrder("sh", "sh", "sleep");
        assertThat(result.stop().processes())
                .filteredOn(process -> process.membership() == Membership.ROOT)
                .hasSize(1);
        assertThat(result.stop().forced()).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    void aPlainKillLeavesTheChildBehind() throws Exception {
        // The fault that the test above would show: what the platform offers ends one process.
        Path file = directory.resolve("pid");
        Process plain = new ProcessBuilder(
                        "sh", "-c", "sh -c '" + TELL_PID + "exec sleep 1000' sh \"$1\"; :", "sh", file.toString())
                .start();
        long grandchild = awaitPid(file);

        plain.destroyForcibly().waitFor();

        assertThat(lives(grandchild)).isTrue();
        ProcessHandle.of(grandchild).ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(grandchild);
        closeAll(plain);
    }

    @Test
    void aSessionOfItsOwnIsNoEscape() {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh("setsid sh -c '" + TELL_PID + "exec sleep 1000' sh \"$1\"", file));
        long escaped = awaitPid(file);

        RunResult result = cancelled(run);

        assertThat(lives(escaped)).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    void anOrphanIsFound() {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh(
                "(setsid sh -c '" + TELL_PID + "exec sleep 1000' sh \"$1\" >/dev/null 2>&1 &); exec sleep 1000", file));
        long orphan = awaitPid(file);
        awaitOrphaned(orphan, run);

        RunResult result = cancelled(run);

        assertThat(lives(orphan)).isFalse();
        assertThat(result.stop().processes())
                .filteredOn(process -> process.process().pid() == orphan)
                .singleElement()
                .satisfies(process -> assertThat(process.membership())
                        .as("by its environment, unless a look at the machine came while its parents lived")
                        .isIn(Membership.COOKIE, Membership.DESCENDANT));
    }

    @Test
    void whoIgnoresThePoliteSignalIsForcedAfterTheGracePeriod() {
        Path ready = directory.resolve("ready");
        Duration grace = Duration.ofMillis(300);
        Run run = watchdog.start(
                sh("trap '' TERM; sleep 1000 & : > \"$1\"; wait", ready).gracePeriod(grace));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.exitCode()).hasValue(128 + 9);
        assertThat(result.stop().forced()).isTrue();
        assertThat(result.stop().graceUsed()).isGreaterThanOrEqualTo(grace);
        assertThat(result.stop().processes()).allSatisfy(process -> {
            assertThat(process.terminated()).isTrue();
            assertThat(process.diedAfter()).isPresent();
        });
    }

    @Test
    void whoGoesInTimeIsNotForced() {
        Path ready = directory.resolve("ready");
        Run run = watchdog.start(
                sh("trap 'echo cleaned up; exit 7' TERM; : > \"$1\"; while :; do sleep 0.02; done", ready));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.exitCode()).hasValue(7);
        assertThat(result.stop().forced()).isFalse();
        assertThat(result.stdout().text()).isEqualTo("cleaned up\n");
    }

    @Test
    void whatHelpsAProcessToEndIsLetFinish() {
        // It is born after the polite signal, of the one that got it.
        Path ready = directory.resolve("ready");
        Run run = watchdog.start(sh(
                "trap 'sh -c \"sleep 0.3; echo cleared up\"; exit 7' TERM; : > \"$1\"; while :; do sleep 0.02; done",
                ready));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.stdout().text()).isEqualTo("cleared up\n");
        assertThat(result.exitCode()).hasValue(7);
        assertThat(result.stop().forced()).isFalse();
    }

    @Test
    void aHelperWhoseProcessIsGoneIsAskedToGoToo() {
        Path ready = directory.resolve("ready");
        Path helper = directory.resolve("helper");
        Run run = watchdog.start(sh(
                "trap 'sh -c \"echo \\$\\$ > $2.part; mv $2.part $2; exec sleep 1000\" &"
                        + " until [ -e $2 ]; do sleep 0.02; done; exit 7' TERM; : > \"$1\";"
                        + " while :; do sleep 0.02; done",
                ready,
                helper));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.exitCode()).hasValue(7);
        assertThat(result.stop().forced()).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(NoResidue.processes()).isEmpty();
    }

    @Test
    void withoutGraceNobodyIsAsked() {
        Path ready = directory.resolve("ready");
        Run run = watchdog.start(sh("trap 'echo asked' TERM; : > \"$1\"; while :; do sleep 0.02; done", ready)
                .gracePeriod(Duration.ZERO));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.exitCode()).hasValue(128 + 9);
        assertThat(result.stdout().text()).isEmpty();
        assertThat(result.stop().processes())
                .allSatisfy(process -> assertThat(process.terminated()).isFalse());
    }

    @Test
    void aProcessThatIsStoppedBySignalIsKilledAllTheSame() {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh(TELL_PID + "kill -STOP $$", file).gracePeriod(Duration.ofMillis(200)));
        awaitPid(file);

        RunResult result = cancelled(run);

        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    void whatIsBornDuringTheStopGoesToo() {
        // Each polite signal makes one more process, in a session of its own.
        Path ready = directory.resolve("ready");
        Run run = watchdog.start(
                sh("trap 'setsid sleep 1000 >/dev/null 2>&1 &' TERM; : > \"$1\"; while :; do sleep 0.02; done", ready)
                        .gracePeriod(Duration.ofMillis(200)));
        awaitFile(ready);

        RunResult result = cancelled(run);

        assertThat(result.stop().processes()).extracting(StoppedProcess::name).contains("sleep");
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(NoResidue.processes()).isEmpty();
    }

    @Test
    void aDaemonThatASuccessfulRunLeavesIsStoppedAtClose() throws InterruptedException {
        Path file = directory.resolve("pid");
        RunResult result = watchdog.run(daemon(file));
        long daemon = awaitPid(file);
        assertThat(result.succeeded()).isTrue();
        assertThat(lives(daemon)).as("while the watchdog is open").isTrue();

        watchdog.close();

        assertThat(lives(daemon)).isFalse();
    }

    @Test
    void aDaemonIsKeptOnRequest() throws InterruptedException {
        Path file = directory.resolve("pid");
        StopPolicy keep = StopPolicy.DEFAULT.leftovers(StopPolicy.Leftovers.KEEP);
        try (Watchdog keeping = Watchdog.builder().stopPolicy(keep).build()) {
            keeping.run(daemon(file));
        }

        long daemon = awaitPid(file);
        assertThat(lives(daemon)).isTrue();
        ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(daemon);
    }

    @Test
    void theRunsOfAnotherWatchdogAreLeftAlone() {
        Path mine = directory.resolve("mine");
        Path other = directory.resolve("other");
        try (Watchdog second = Watchdog.builder().build()) {
            Run others = second.start(sh(TELL_PID + "exec sleep 1000", other));
            Run run = watchdog.start(sh(TELL_PID + "exec sleep 1000", mine));
            awaitPid(mine);
            long untouched = awaitPid(other);

            cancelled(run);
            watchdog.close();

            assertThat(lives(untouched)).isTrue();
            cancelled(others);
        }
    }

    private static Command daemon(Path file) {
        return sh("setsid sh -c '" + TELL_PID + "exec sleep 1000' sh \"$1\" >/dev/null 2>&1 &", file);
    }

    private static RunResult cancelled(Run run) {
        run.cancel();
        RunResult result = Sh.end(run);
        assertThat(result.stop().took()).isLessThan(Duration.ofSeconds(30));
        return result;
    }

    private static void closeAll(Process process) throws Exception {
        List<Closeable> ends = List.of(process.getInputStream(), process.getErrorStream(), process.getOutputStream());
        for (Closeable end : ends) {
            end.close();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
