package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Says that a line of evidence could not be written now. The line is not lost by that: it waits in memory and is tried
 * again before the next one.
 */
public final class EvidenceWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvidenceWriteException(Path file, int pending, long lost, IOException cause) {
        super(
                "evidence cannot be written to " + Objects.requireNonNull(file, "file") + ": " + cause
                        + "; lines waiting in memory: " + pending + ", lost: " + lost,
                cause);
    }
}
