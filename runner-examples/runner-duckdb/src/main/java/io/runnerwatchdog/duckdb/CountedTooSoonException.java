package io.runnerwatchdog.duckdb;

import java.io.IOException;

/** Lines have been counted, and now it shows that they are not those of their file. */
final class CountedTooSoonException extends IOException {
    private static final long serialVersionUID = 1;

    CountedTooSoonException(UnprovenException cause) {
        super(cause);
    }
}
