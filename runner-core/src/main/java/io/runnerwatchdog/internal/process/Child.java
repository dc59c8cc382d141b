package io.runnerwatchdog.internal.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The first process of a run: one that we started, or one that the host did. Thread-safe. */
public sealed interface Child permits StartedChild, GivenChild {
    /**
     * Its end.
     *
     * @param code its exit code; empty where the platform does not tell
     */
    record Exit(OptionalInt code) {}

    /**
     * The handle to signal it by. Never {@link Process#destroy()}: that closes the pipes and loses what is still in them.
     */
    ProcessHandle handle();

    /** Waits for its exit no longer than {@code patience}; empty where it lives on. */
    Optional<Exit> await(Duration patience) throws InterruptedException;

    /** Calls {@code listener} once it has ended, on a thread of the platform. */
    void onExit(Consumer<Exit> listener);

    /** The process number. */
    default long pid() {
        return handle().pid();
    }
}
