package io.runnerwatchdog.internal.skip;

import java.util.Objects;

/**
 * Why a step was started without being asked for, or its end was not written down.
 *
 * @param message for people: what happened to which file
 */
public record SkipTrouble(Kind kind, String message) {
    /** What went wrong; told apart so that each is said once. */
    public enum Kind {
        /** Another process held the lock for longer than a step should wait. */
        BUSY,
        /** The state or the lock cannot be opened, or the directory is missing and cannot be made. */
        UNREADABLE,
        /** The state cannot be replaced: a full disk, a directory that is read-only. */
        UNWRITABLE,
        /** The state is none that we wrote. It is set aside. */
        BROKEN,
        /** The file system does not answer, or not in time. */
        STUCK
    }

    public SkipTrouble {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
