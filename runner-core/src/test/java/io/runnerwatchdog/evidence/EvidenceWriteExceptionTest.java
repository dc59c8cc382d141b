package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of a place that evidence cannot be written to. Root, who runs many a build, may write everywhere. */
class EvidenceWriteExceptionTest {
    private static final Path FILE = Path.of("/evidence/stall-events.jsonl");

    @Test
    void aDirectoryThatMayNotBeWrittenTo() {
        assertThat(messageOf(new AccessDeniedException("/evidence")))
                .isEqualTo("evidence cannot be written to " + FILE
                        + ": java.nio.file.AccessDeniedException: /evidence; lines waiting in memory: 3, lost: 1; let the"
                        + " user of this process write there, or name another directory");
    }

    @Test
    void aFileWhereADirectoryHasToBe() {
        String remedy = "; there is a file where a directory has to be: remove it, or name another directory";

        assertThat(messageOf(new FileAlreadyExistsException("/evidence"))).endsWith("lost: 1" + remedy);
        assertThat(messageOf(new FileSystemException("/evidence", null, "Not a directory")))
                .endsWith("lost: 1" + remedy);
    }

    @Test
    void aFaultThatSaysAllByItself() {
        assertThat(messageOf(new IOException("No space left on device")))
                .endsWith("No space left on device; lines waiting in memory: 3, lost: 1");
    }

    private static String messageOf(IOException cause) {
        return new EvidenceWriteException(FILE, 3, 1, cause).getMessage();
    }
}
