package io.runnerwatchdog.junit;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Puts what was found into the report of a test. Nothing that goes wrong here changes how the test went. */
final class Attachments {
    /** The key of all entries. */
    static final String KEY = "runner-watchdog";

    /** The directory among the files of a test. */
    static final String DIRECTORY = "runner-watchdog";

    private Attachments() {}

    /** An entry for each stall and leftover; for stalls the evidence and a text as well. */
    static void publish(ExtensionContext context, Ending ending) {
        ending.leftovers().forEach(leftover -> context.publishReportEntry(KEY, leftover.told()));
        ending.stalled()
                .forEach(result -> context.publishReportEntry(
                        KEY, "stalled: " + Shown.line(result.diagnosis().summary())));
        if (!ending.stalled().isEmpty()) {
            files(context, directory -> {
                writeEvidence(directory, ending.events());
                writeStalls(directory, ending.stalled());
            });
        }
    }

    /** Files of a test, in a directory that is made for them. */
    static void files(ExtensionContext context, ThrowingConsumer<Path> writer) {
        try {
            context.publishDirectory(DIRECTORY, writer);
        } catch (RuntimeException | LinkageError failed) {
            // Launchers may have no place for files, and disks are full now and then.
            context.publishReportEntry(KEY, "could not be attached: " + Shown.line(failed.toString()));
        }
    }

    private static void writeEvidence(Path directory, List<RunEvent> events) {
        try (EvidenceLog evidence = EvidenceLog.in(directory)) {
            events.forEach(evidence::onEvent);
        }
    }

    private static void writeStalls(Path directory, List<RunResult> stalled) throws IOException {
        int number = 1;
        for (RunResult result : stalled) {
            Files.writeString(directory.resolve("stall-" + number++ + ".txt"), Told.stall(result) + "\n");
        }
    }
}
