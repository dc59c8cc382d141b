package io.runnerwatchdog.cli.chaos;

/** Thrown where a scenario does not do what it claims: a fault of the suite, not of the diagnosis. */
final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
        super(message);
    }
}
