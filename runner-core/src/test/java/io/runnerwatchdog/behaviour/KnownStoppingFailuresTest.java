package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitGone;
import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other tools suffer when a tree is to be stopped; the tag bears the row of docs/failures.md. */
@Tag("process")
@ExtendWith(NoResidue.class)
class KnownStoppingFailuresTest {
    /** Written by the process itself, so that it is known to run when the file is there. */
    private static final String TELL_PID = "echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\"; ";

    private static final String LIVE_ON = TELL_PID + "exec sleep 1000";

    /** So long that a stop which waits for its end fails the test by its time. */
    private static final Duration ENDLESS_GRACE = Duration.ofMinutes(5);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nohup sh -c '" + LIVE_ON + "' sh \"$1\" >/dev/null 2>&1 & wait",
                "(setsid sh -c '(" + LIVE_ON + ") & exit' sh \"$1\" >/dev/null 2>&1 &); exec sleep 1000",
                "setsid env -i sh -c '" + LIVE_ON + "' sh \"$1\" & exec sleep 1000",
                "(exec setsid env -i sh -c '" + LIVE_ON + "' sh \"$1\") & exec sleep 1000"
            })
    @Tag("failure-6")
    void nohupAndDoubleForksAndEmptyEnvironmentsAreNoEscape(String script) {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh(script, file));
        long escaped = awaitPid(file);

        RunResult result = cancelled(run);

        assertThat(lives(escaped)).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    @Tag("failure-6")
    void thePlatformsOwnDescendantsDoNotHoldADoubleFork() throws Exception {
        // The fault that the test above would show: the tree as the platform knows it has lost the orphan already.
        Path file = directory.resolve("pid");
        Process plain = new ProcessBuilder(
                        "sh",
                        "-c",
                        "(setsid sh -c '" + LIVE_ON + "' sh \"$1\" >/dev/null 2>&1 &); exec sleep 1000",
                        "sh",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        long orphan = awaitPid(file);
        await().atMost(Sh.PATIENCE)
                .until(() -> plain.descendants().noneMatch(handle -> handle.pid() == orphan) && lives(orphan));

        plain.descendants().forEach(ProcessHandle::destroyForcibly);
        plain.destroyForcibly().waitFor();

        assertThat(lives(orphan)).isTrue();
        ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(orphan);
        plain.getInputStream().close();
        plain.getOutputStream().close();
    }

    @Test
    @Tag("failure-7")
    void aLeaderThatGoesInTimeDoesNotSaveThoseWhoDoNot() {
        Path deaf = directory.resolve("deaf");
        Run run = watchdog.start(sh(
                        "sh -c 'trap \"\" TERM; " + TELL_PID + "while :; do sleep 1000; done' sh \"$1\" & "
                                + "trap 'exit 7' TERM; while :; do sleep 0.02; done",
                        deaf)
                .gracePeriod(Duration.ofMillis(300)));
        long child = awaitPid(deaf);

        RunResult result = cancelled(run);

        assertThat(lives(child)).isFalse();
        assertThat(result.exitCode()).as("the leader went by itself").hasValue(7);
        assertThat(signals(result, run.pid().orElseThrow())).containsExactly(Signal.TERM);
        assertThat(signals(result, child)).containsExactly(Signal.TERM, Signal.KILL);
        assertThat(result.stop().survivors()).isEmpty();
    }

    @Test
    @Tag("failure-8")
    void whoStandsStillIsWokenToHearThePoliteSignal() {
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh(
                        "trap 'echo cleaned up; exit 7' TERM; " + TELL_PID
                                + "kill -STOP $$; while :; do sleep 0.02; done",
                        file)
                .gracePeriod(ENDLESS_GRACE));
        long stopped = awaitPid(file);
        await().atMost(Sh.PATIENCE).until(() -> state(stopped) == 'T');

        RunResult result = cancelled(run);

        assertThat(result.exitCode()).hasValue(7);
        assertThat(result.stdout().text()).isEqualTo("cleaned up\n");
        assertThat(signals(result, stopped)).containsExactly(Signal.TERM, Signal.CONT);
        assertThat(result.stop().forced()).isFalse();
    }

    @Test
    @Tag("failure-23")
    void aZombieInTheTreeIsNotWaitedFor() {
        // The first process becomes one that never asks for its children, so its child stays a zombie.
        Path file = directory.resolve("pid");
        Run run = watchdog.start(
                sh("sh -c '" + TELL_PID + "' sh \"$1\" & exec sleep 1000", file).gracePeriod(ENDLESS_GRACE));
        long zombie = awaitPid(file);
        await().atMost(Sh.PATIENCE).until(() -> state(zombie) == 'Z');

        RunResult result = cancelled(run);

        assertThat(result.stop().survivors()).isEmpty();
        assertThat(result.stop().forced()).isFalse();
    }

    @Test
    @Tag("failure-23")
    void noneOfManyRunsStaysAZombie() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            watchdog.run(sh(":"));
        }
        for (int i = 0; i < 5; i++) {
            cancelled(watchdog.start(sh("exec sleep 1000")));
        }

        long self = ProcessHandle.current().pid();
        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(zombiesOf(self)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x) S 1 1 (y", "))((", "two\nlines", "ünï"})
    @Tag("failure-29")
    void aNameThatLooksLikeTheRestOfItsLineHidesNobody(String name) throws IOException {
        // A script runs under its own name; what it names itself stands unquoted among the numbers of /proc.
        Path script =
                Files.writeString(directory.resolve(name), "#!/bin/sh\n" + TELL_PID + "while :; do sleep 1000; done\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Path file = directory.resolve("pid");
        Run run = watchdog.start(sh("\"$2\" \"$1\" & wait", file, script));
        long hostile = awaitPid(file);

        RunResult result = cancelled(run);

        assertThat(lives(hostile)).isFalse();
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(result.stop().processes())
                .filteredOn(process -> process.process().pid() == hostile)
                .singleElement()
                .satisfies(process -> assertThat(process.terminated()).isTrue());
    }

    @Test
    @Tag("failure-30")
    void aCookieThatIsAlmostThatOfTheRunIsAnothers() throws Exception {
        Path file = directory.resolve("pid");
        Path strange = directory.resolve("stranger");
        Run run = watchdog.start(sh(LIVE_ON, file));
        String cookie = cookieOf(awaitPid(file));
        String name = cookie.substring(0, cookie.indexOf('='));
        char last = name.charAt(name.length() - 1);
        String neighbour = name.substring(0, name.length() - 1) + (last == '0' ? '1' : '0');
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", LIVE_ON, "sh", strange.toString());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put(neighbour, "");
        builder.environment().put(name + "0", "");
        builder.environment().put("X" + name, "");
        builder.environment().put("TEXT", cookie);
        Process stranger = builder.redirectErrorStream(true).start();
        long untouched = awaitPid(strange);

        cancelled(run);

        assertThat(lives(untouched)).isTrue();
        stranger.destroyForcibly().waitFor();
        stranger.getInputStream().close();
        stranger.getOutputStream().close();
    }

    @Test
    @Tag("failure-30")
    void anEmptyEnvironmentMatchesNoCookie() throws Exception {
        Path file = directory.resolve("pid");
        Path strange = directory.resolve("stranger");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", LIVE_ON, "sh", strange.toString());
        builder.environment().clear();
        Process stranger = builder.redirectErrorStream(true).start();
        long untouched = awaitPid(strange);
        Run run = watchdog.start(sh(LIVE_ON, file));
        awaitPid(file);

        cancelled(run);
        watchdog.close();

        assertThat(lives(untouched)).isTrue();
        stranger.destroyForcibly().waitFor();
        stranger.getInputStream().close();
        stranger.getOutputStream().close();
    }

    private static List<Signal> signals(RunResult result, long pid) {
        return result.stop().processes().stream()
                .filter(process -> process.process().pid() == pid)
                .map(StoppedProcess::signals)
                .flatMap(List::stream)
                .map(Sent::signal)
                .toList();
    }

    private static RunResult cancelled(Run run) {
        run.cancel();
        RunResult result = Sh.end(run);
        assertThat(result.stop().took()).isLessThan(Duration.ofSeconds(30));
        return result;
    }

    /** While a process becomes another program its environment reads as empty. */
    private static String cookieOf(long pid) {
        return await().atMost(Sh.PATIENCE)
                .until(() -> cookiesOf(pid), cookies -> !cookies.isEmpty())
                .get(0);
    }

    private static List<String> cookiesOf(long pid) throws IOException {
        return Stream.of(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0"))
                .filter(variable -> variable.startsWith("RUNNER_WATCHDOG_"))
                .toList();
    }

    private static List<Path> zombiesOf(long parent) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> isZombieOf(process, parent))
                    .toList();
        }
    }

    private static boolean isZombieOf(Path process, long parent) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z " + parent + " ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static char state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
