package com.example.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.classifiers.testkit.ClassifierContract;
import io.runnerwatchdog.classifiers.testkit.RecordedStall;
import io.runnerwatchdog.classifiers.testkit.RecordingClassifier;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real stall in a host that has the classifier on its class path, and records what the classifiers see. With {@code
 * -Drecorded.write=true} the stall is kept for the other tests; read the file before you share it.
 */
@Tag("process")
@ExtendWith(NoResidue.class)
class RecordStallTest {
    private static final Path KEPT = Path.of("src/test/resources/com/example/licence/silent-server.json");

    @TempDir
    private Path directory;

    @Test
    void aHostFindsTheClassifierAndRecordsTheStall() throws Exception {
        try (SilentServer server = SilentServer.open()) {
            RunResult result = record(server.compiler());

            assertThat(result.diagnosis().rootCause()).isEqualTo(RootCause.of("licence"));
            assertThat(result.diagnosis().judgements().get(0).classifier()).isEqualTo("com.example.licence");
        }

        RecordedStall recorded = RecordedStall.read(directory.resolve("build-idle-1.json"));
        assertThat(recorded.stall().chain().links()).hasSizeGreaterThanOrEqualTo(2);
        RecordedStall own = new RecordedStall("silent-server", Set.of(RootCause.of("licence")), recorded.stall());
        ClassifierContract.recognises(new LicenceClassifier(), List.of(own));
        if (Boolean.getBoolean("recorded.write")) {
            Files.writeString(KEPT, own.json());
        }
    }

    private RunResult record(Command command) throws InterruptedException {
        try (Watchdog watchdog = Watchdog.builder()
                .classifier(new RecordingClassifier(directory))
                .idleTimeout(Duration.ofSeconds(2))
                .build()) {
            return watchdog.run(command);
        }
    }
}
