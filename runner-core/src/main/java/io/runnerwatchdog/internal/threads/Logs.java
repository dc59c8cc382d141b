package io.runnerwatchdog.internal.threads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Loggers, asked for when there is something to log. Where the host's logging is broken, nothing is logged and all else goes on. */
public final class Logs {
    private Logs() {}

    /** That of a class. Never throws: it is asked for in the middle of a stop. */
    public static Logger of(Class<?> who) {
        try {
            return LoggerFactory.getLogger(who);
        } catch (Throwable broken) { // a provider that failed once fails each time, by whatever it likes
            return NOPLogger.NOP_LOGGER;
        }
    }
}
