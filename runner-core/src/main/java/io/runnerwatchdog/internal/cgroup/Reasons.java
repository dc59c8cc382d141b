package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Refusals and paths as words of a sentence. */
final class Reasons {
    private Reasons() {}

    /** Why something was refused, without the file's name. */
    static String why(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refused instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        String reason = refused instanceof FileSystemException of ? of.getReason() : refused.getMessage();
        return reason == null || reason.isBlank() ? refused.getClass().getSimpleName() : shown(reason);
    }

    /** A path or other found text in one line: it may hold anything. */
    static String shown(Object found) {
        return found.toString().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
