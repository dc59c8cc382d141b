package io.runnerwatchdog.report;

/** Thrown where a period is asked for that cannot be. Its message tells so, in the words of the options. */
public final class WrongPeriodException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongPeriodException(String message) {
        super(message);
    }

    WrongPeriodException(String message, Throwable cause) {
        super(message, cause);
    }
}
