package io.runnerwatchdog.classifiers.testkit;

import java.io.IOException;

/** A text that is no recorded stall. The message says in which file and where in it, what was found and what is expected. */
public final class StallFormatException extends IOException {
    private static final long serialVersionUID = 1;

    StallFormatException(String message) {
        super(message);
    }
}
