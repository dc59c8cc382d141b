package io.runnerwatchdog.internal.skip;

import java.io.IOException;

/** The shared state could not be used. */
final class SkipStateException extends IOException {
    private static final long serialVersionUID = 1L;

    private final SkipTrouble.Kind kind;

    SkipStateException(SkipTrouble.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    SkipStateException(SkipTrouble.Kind kind, String message, IOException cause) {
        super(message + ": " + cause, cause);
        this.kind = kind;
    }

    SkipTrouble trouble() {
        return new SkipTrouble(kind, getMessage());
    }
}
