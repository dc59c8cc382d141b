package io.runnerwatchdog.cli.terminal;

/** Thrown where the user asked for something that cannot be. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
