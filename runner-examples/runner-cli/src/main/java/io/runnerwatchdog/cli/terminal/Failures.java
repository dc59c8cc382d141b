package io.runnerwatchdog.cli.terminal;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.report.WrongPeriodException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Failures in words for people: no stack traces for what is not a bug. */
public final class Failures {
    private Failures() {}

    /** Whether the user can help it by asking for something else. */
    static boolean isWrongUsage(Exception failure) {
        return failure instanceof UsageException
                || failure instanceof ConfigException
                || failure instanceof WrongPeriodException;
    }

    public static String describe(Exception failure) {
        if (isWrongUsage(failure)) {
            return failure.getMessage();
        }
        if (failure instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "may not be read: " + denied.getFile();
        }
        // What is a kind of its own says more by its name, as "unknown host".
        boolean ownWords = failure instanceof BindException || failure.getClass() == IOException.class;
        return ownWords && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }
}
