package io.runnerwatchdog.duckdb;

import java.io.IOException;

/** What DuckDB handed over cannot be shown to be what stands in the files. */
final class UnprovenException extends IOException {
    private static final long serialVersionUID = 1;

    UnprovenException(String message) {
        super(message);
    }

    UnprovenException(String message, Throwable cause) {
        super(message, cause);
    }
}
