package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
                        + "; lines waiting in memory: " + pending + ", lost: " + lost + remedy(cause),
                cause);
    }

    /** What whoever set it up can do about it; nothing where the cause says all there is to say, such as a full disk. */
    private static String remedy(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "; let the user of this process write there, or name another directory";
        }
        return cause instanceof FileAlreadyExistsException || isNoDirectory(cause)
                ? "; there is a file where a directory has to be: remove it, or name another directory"
                : "";
    }

    private static boolean isNoDirectory(IOException cause) {
        return cause instanceof FileSystemException failed && "Not a directory".equals(failed.getReason());
    }
}
