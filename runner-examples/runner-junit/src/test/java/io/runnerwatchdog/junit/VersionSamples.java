package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is played on each version of JUnit: tests that pass, stall, leave a run behind, and run out of time. */
class VersionSamples {
    @RegisterExtension
    static final WatchdogExtension WATCHDOG = WatchdogExtension.builder()
            .hardTimeout(Duration.ofMillis(500))
            .gracePeriod(Duration.ofMillis(500))
            .build();

    @RegisterExtension
    static final TimeoutDumps DUMPS = new TimeoutDumps().stopChildren(true);

    @Sample
    void passes(Launcher launcher) throws InterruptedException {
        assertThat(launcher.run("sh", "-c", "echo fine").succeeded()).isTrue();
    }

    @Sample
    void stalls(Launcher launcher) throws InterruptedException {
        launcher.run("sh", "-c", "sleep 1000; :");
    }

    @Sample
    void leavesARun(Launcher launcher) {
        launcher.start(Command.of("sleep", "1000"));
    }

    @Sample
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void isOutOfTime() throws IOException {
        new ProcessBuilder("sh", "-c", "sleep 1000; :").start().getInputStream().readAllBytes();
    }

    @Sample
    void assertsThatItEnds() {
        assertTimeoutPreemptively(
                Duration.ofMillis(300),
                () -> new ProcessBuilder("sleep", "1000").start().waitFor());
    }
}
