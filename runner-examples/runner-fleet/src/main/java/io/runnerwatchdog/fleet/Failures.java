package io.runnerwatchdog.fleet;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Failures in one line for people; what Spark says of them fills a screen, and its log has it. */
final class Failures {
    private static final int LONGEST = 500;

    private Failures() {}

    /** A file that cannot be read is told of by the task, the stage and the job; what the task said is enough. */
    static String describe(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException missing) {
                return oneLine("no such file or folder: " + missing.getFile());
            }
            if (cause instanceof AccessDeniedException denied) {
                return oneLine("may not be read or written: " + denied.getFile());
            }
            if (cause instanceof IOException && cause.getMessage() != null) {
                return oneLine(cause.getMessage());
            }
            last = cause;
        }
        return oneLine(last.getClass().getSimpleName() + (last.getMessage() == null ? "" : ": " + last.getMessage()));
    }

    /** Paths are of others' making: what they hold must not act on a terminal. */
    static String oneLine(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String shown = first.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
