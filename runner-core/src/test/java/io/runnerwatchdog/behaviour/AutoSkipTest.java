package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a kind that keeps stalling are not started for a while. */
@Tag("process")
@ExtendWith(NoResidue.class)
class AutoSkipTest {
    private static final AutoSkip TWICE = new AutoSkip(2, Duration.ofHours(1), Duration.ofMinutes(15));

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));

    private WatchdogBuilder builder() {
        return Watchdog.builder().discoverClassifiers(false).listener(listener).wallClock(now::get);
    }

    private static Command hangs() {
        return sh("exec sleep 1000").type("test").environment("ci").idleTimeout(Duration.ofMillis(200));
    }

    private static Command works() {
        return sh("echo fine").type("test").environment("ci");
    }

    @Test
    void afterSoManyStallsStepsAreSkippedUntilACanaryWorks() throws InterruptedException {
        try (Watchdog watchdog = builder().autoSkip(TWICE).build()) {
            assertThat(watchdog.run(hangs()).stalled()).isTrue();
            assertThat(watchdog.run(works()).succeeded()).isTrue();
            assertThat(watchdog.run(hangs()).stalled()).isTrue();

            RunResult skipped = watchdog.run(works());
            assertThat(skipped.termination()).isInstanceOfSatisfying(Termination.Skipped.class, why -> {
                assertThat(why.reason()).contains("2 stalls", "test", "ci");
                assertThat(why.until()).isEqualTo(now.get().plus(TWICE.coolDown()));
            });
            assertThat(watchdog.run(works().environment("production")).succeeded())
                    .isTrue();

            now.set(now.get().plus(TWICE.coolDown()));
            assertThat(watchdog.run(hangs()).stalled()).as("the canary").isTrue();
            assertThat(isSkipped(watchdog.run(works()))).isTrue();

            now.set(now.get().plus(TWICE.coolDown()));
            assertThat(watchdog.run(works()).succeeded()).as("the next canary").isTrue();
            assertThat(watchdog.run(works()).succeeded()).isTrue();
        }
        assertThat(listener.heard(RunEvent.Skipped.class)).hasSize(2);
    }

    @Test
    void hostsWithOneEvidenceDirectoryShareWhatTheyKnow() throws InterruptedException {
        try (EvidenceLog log = EvidenceLog.in(directory);
                Watchdog one = builder().listener(log).autoSkip(TWICE).build()) {
            one.run(hangs());
            one.run(hangs());
        }
        try (EvidenceLog log = EvidenceLog.in(directory);
                Watchdog other = builder().listener(log).autoSkip(TWICE).build()) {
            assertThat(isSkipped(other.run(works()))).isTrue();
        }
        try (Watchdog elsewhere =
                builder().autoSkip(TWICE, directory.resolve("elsewhere")).build()) {
            assertThat(elsewhere.run(works()).succeeded()).isTrue();
        }
    }

    @Test
    void withoutItNothingIsSkipped() throws InterruptedException {
        try (Watchdog watchdog = builder().build()) {
            watchdog.run(hangs());
            watchdog.run(hangs());
            assertThat(watchdog.run(works()).succeeded()).isTrue();
        }
    }

    private static boolean isSkipped(RunResult result) {
        return result.termination() instanceof Termination.Skipped;
    }
}
