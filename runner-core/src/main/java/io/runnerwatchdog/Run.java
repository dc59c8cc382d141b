package io.runnerwatchdog;

import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A run that was started, and may have ended since. Thread-safe. */
public interface Run {
    /** Which run. */
    RunId id();

    /** What was run. */
    Command command();

    /**
     * The first process, of the present attempt where there may be several; empty where none came to be, and while the run
     * waits for its turn.
     */
    OptionalLong pid();

    /**
     * How it went, once it has ended. Never completes exceptionally. Stages without an executor of their own run on a
     * thread of the watchdog or of the caller and should be short.
     */
    CompletionStage<RunResult> result();

    /**
     * Waits until it has ended.
     *
     * @throws InterruptedException if the waiting thread is interrupted: the run is stopped first, its tree is dead when
     *     this is thrown, and the thread's interrupt status is set
     */
    RunResult await() throws InterruptedException;

    /**
     * Waits until it has ended, but no longer than {@code patience}. The run goes on either way.
     *
     * @return the result, or empty if it has not ended by then
     * @throws InterruptedException if the waiting thread is interrupted; the run goes on
     */
    Optional<RunResult> await(Duration patience) throws InterruptedException;

    /** Begins to stop it, if it has not ended, and there is no further attempt; returns at once. */
    void cancel();

    /** What it is waiting for right now; empty where it has ended or the platform does not show it. */
    WaitChain waits();
}
