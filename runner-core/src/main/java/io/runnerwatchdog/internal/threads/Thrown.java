package io.runnerwatchdog.internal.threads;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * About what was thrown where a thread must live on. Even the exceptions of the host's code are code of the host, and may
 * fail when they are looked at; and where memory is short, so may the logging.
 */
public final class Thrown {
    private Thrown() {}

    /** What it says of itself, or that it cannot. */
    public static String describe(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable hostile) {
            return thrown.getClass().getName() + " (which cannot tell its message)";
        }
    }

    /** Logs it with its stack, or without where it cannot be printed; never throws itself. */
    public static void log(Class<?> who, Level level, String message, Throwable thrown) {
        try {
            write(who, level, message, thrown);
        } catch (Throwable hostile) {
            try {
                write(who, level, "{}: {}", message, describe(thrown));
            } catch (Throwable scarce) {
                // No memory to say so: whoever caught it must live on all the same.
                return;
            }
        }
    }

    /** By calls that SLF4J 1.7 has too, which is what some hosts bring: Maven 3 does. A throwable at the end is a cause. */
    private static void write(Class<?> who, Level level, String message, Object... arguments) {
        Logger log = Logs.of(who);
        switch (level) {
            case ERROR -> log.error(message, arguments);
            case WARN -> log.warn(message, arguments);
            case INFO -> log.info(message, arguments);
            case DEBUG -> log.debug(message, arguments);
            case TRACE -> log.trace(message, arguments);
        }
    }
}
