package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/junit.md, by a test as a host would write it. */
@Tag("process")
@ExtendWith(NoResidue.class)
class DocumentedExamplesTest {
    @RegisterExtension
    static WatchdogExtension watchdog = WatchdogExtension.builder()
            .idleTimeout(Duration.ofSeconds(10))
            .hardTimeout(Duration.ofSeconds(20))
            .build();

    @RegisterExtension
    static TimeoutDumps dumps = new TimeoutDumps().stopChildren(true);

    @Test
    void saysThatTheFileIsMissing(Launcher launcher) throws InterruptedException {
        RunResult result = launcher.run("cat", "absent.txt");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.stderr().text()).contains("absent.txt");
    }

    @Test
    void aServerIsThereForTheTestOnly(Launcher launcher, @TempDir Path directory) throws InterruptedException {
        launcher.start(Command.of("sleep", "1000").in(directory));

        assertThat(launcher.run("true").succeeded()).isTrue();
    }

    @Test
    void givesUpWhenNobodyAnswers(Launcher launcher) throws InterruptedException {
        RunResult result = launcher.tryRun(Command.of("sleep", "1000").hardTimeout(Duration.ofMillis(300)));

        assertThat(result.stalled()).isTrue();
    }
}
