package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stalls that are told and have no consequences. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ShadowTest {
    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();

    private WatchdogBuilder builder() {
        return Watchdog.builder().discoverClassifiers(false).listener(listener);
    }

    private Command silentUntilTold() {
        return sh("until [ -e \"$1\" ]; do sleep 0.02; done; echo done", directory.resolve("go"))
                .idleTimeout(Duration.ofMillis(300))
                .hardTimeout(Duration.ofMillis(400));
    }

    @Test
    void theFirstStallIsToldAndTheStepGoesOn() throws IOException {
        RunResult result;
        try (Watchdog watchdog = builder().shadow(true).build()) {
            result = goesOn(watchdog.start(silentUntilTold()));
        }

        assertThat(result.shadowStall()).contains(StallKind.IDLE);
        assertThat(result.stalled()).isFalse();
        assertThat(result.diagnosis().summary()).contains("stalled after");
        assertThat(listener.kinds(result.runId())).containsExactly("Started", "Stalled", "Exited");
        assertThat(listener.heard()).allMatch(event -> event.run().shadow());
        RunEvent.Exited exited = listener.heard(RunEvent.Exited.class).get(0);
        assertThat(exited.longestSilence()).isBetween(Duration.ofMillis(300), exited.duration());
    }

    @Test
    void theConfigurationCanAskForIt() throws IOException, ConfigException {
        RunnerConfig config = RunnerConfig.parse("{\"shadow\": true}", "test");
        RunResult result;
        try (Watchdog watchdog = builder().config(config).build()) {
            result = goesOn(watchdog.start(silentUntilTold()));
        }

        assertThat(result.shadowStall()).contains(StallKind.IDLE);
    }

    @Test
    void withoutItTheSameStepIsStopped() throws InterruptedException {
        try (Watchdog watchdog = builder().build()) {
            RunResult result = watchdog.run(silentUntilTold());

            assertThat(result.stalled()).isTrue();
            assertThat(result.shadowStall()).isEmpty();
        }
        assertThat(listener.heard()).noneMatch(event -> event.run().shadow());
    }

    @Test
    void aStepThatWasToldToStallCanStillBeCancelled() {
        try (Watchdog watchdog = builder().shadow(true).build()) {
            Run run = watchdog.start(silentUntilTold());
            listener.await(RunEvent.Stalled.class);

            run.cancel();

            assertThat(Sh.end(run).termination()).isInstanceOf(Termination.Stopped.class);
        }
    }

    private RunResult goesOn(Run run) throws IOException {
        listener.await(RunEvent.Stalled.class);
        Files.createFile(directory.resolve("go"));
        RunResult result = Sh.end(run);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout().text()).isEqualTo("done\n");
        return result;
    }
}
