package io.runnerwatchdog.junit;

import static io.runnerwatchdog.fixture.Sh.sh;
import static io.runnerwatchdog.junit.Played.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How tests go whose commands stall. */
@Tag("process")
@ExtendWith(NoResidue.class)
class StallsTest {
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

    static class Stalls {
        @RegisterExtension
        static final WatchdogExtension WATCHDOG = WatchdogExtension.builder()
                .hardTimeout(Duration.ofMillis(500))
                .gracePeriod(Duration.ofMillis(500))
                .build();

        @Sample
        void stalls(Launcher launcher) throws InterruptedException {
            launcher.run(sh(HANGS, pidFile()));
        }
    }

    @Test
    void aStallFailsTheTestWithItsDiagnosis() {
        Played played = play(Stalls.class, files);
        long pid = Sh.awaitPid(pidFile());

        assertThat(Sh.lives(pid)).isFalse();
        assertThat(played.failure()).isInstanceOfSatisfying(StalledException.class, stalled -> {
            assertThat(stalled.result().termination())
                    .isInstanceOfSatisfying(
                            Termination.Stopped.class,
                            stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.HARD_TIMEOUT));
            assertThat(stalled.getMessage().lines().toList())
                    .anyMatch(line -> line.startsWith("root cause: child_hang, confidence 0."))
                    .anyMatch(line -> line.matches("  sh\\[\\d+] waits for .*sleep\\[" + pid + "]"))
                    .anyMatch(line -> line.startsWith("  └─ sleep[" + pid + "] sleeps"))
                    .containsSequence("last of its standard output:", "  | begun");
        });
    }

    @Test
    void theEvidenceOfAStallIsAmongTheFilesOfTheTest() {
        Played played = play(Stalls.class, files);

        assertThat(played.published()).isEqualTo(1);
        assertThat(played.told()).singleElement().asString().startsWith("stalled: sh: ");
        assertThat(played.file("stall-events.jsonl").lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"event\":\"hard-timeout\"", "\"rootCause\":\"child_hang\""),
                        line -> assertThat(line).contains("\"event\":\"killed\"", "\"commandType\":\"test\""));
        assertThat(played.file("stall-1.txt").strip())
                .isEqualTo(played.failure().getMessage());
    }

    static class LooksAtAStall {
        @RegisterExtension
        final WatchdogExtension watchdog = WatchdogExtension.builder()
                .idleTimeout(Duration.ofMillis(500))
                .gracePeriod(Duration.ofMillis(500))
                .evidenceDirectory(place.resolve("evidence"))
                .build();

        @Sample
        void looks(Launcher launcher) throws InterruptedException {
            assertThat(launcher.tryRun("sleep", "1000").stalled()).isTrue();
        }
    }

    @Test
    void aStallIsAResultWhereTheTestAsksForIt() throws Exception {
        Played played = play(LooksAtAStall.class, files).passed(1);

        assertThat(played.file("stall-1.txt")).contains("sleep");
        assertThat(Files.readString(place.resolve("evidence/stall-events.jsonl")))
                .contains("\"event\":\"idle-timeout\"");
    }

    @ExtendWith(WatchdogExtension.class)
    static class RunsOutOfTime {
        @Sample
        @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
        void waits(Launcher launcher) throws InterruptedException {
            launcher.run(sh(HANGS, pidFile()));
        }
    }

    @Test
    void aTimeoutOfJUnitStopsTheTreeThatIsWaitedFor() {
        assertThat(play(RunsOutOfTime.class, files).failure()).isInstanceOf(TimeoutException.class);
        assertThat(Sh.lives(Sh.awaitPid(pidFile()))).isFalse();
    }

    static class HostileOutput {
        @RegisterExtension
        static final WatchdogExtension WATCHDOG = WatchdogExtension.builder()
                .hardTimeout(Duration.ofMillis(500))
                .gracePeriod(Duration.ZERO)
                .build();

        @Sample
        void printsIt(Launcher launcher) throws InterruptedException {
            launcher.run(sh("printf '\\033[2J\\npassword=hunter2hunter2\\n\\342\\200\\256txt\\n'; sleep 1000; :"));
        }
    }

    @Test
    void whatACommandPrintsCanNeitherRepaintATerminalNorTellASecret() {
        assertThat(play(HostileOutput.class, files).failure().getMessage())
                .contains("  | ?[2J\n  | password=", "\n  | ?txt")
                .doesNotContain("\033", "\u202e", "hunter2hunter2");
    }
}
