package io.runnerwatchdog;

import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;

/**
 * Runs commands under watch: a run that prints nothing for too long, or takes too long in all, is diagnosed, its whole
 * process tree is stopped, and the result says what happened.
 *
 * <p>Thread-safe. Make one, use it for many runs, close it. It owns a few threads whatever the number of runs, none while
 * nothing runs, and takes no lock while it calls code of the host.
 *
 * {@snippet :
 * RunResult result = Watchdog.run("mvn", "-B", "verify");
 * if (!result.succeeded()) {
 *     log.error("{}", result.diagnosis().summary());
 * }
 * }
 */
public interface Watchdog extends AutoCloseable {
    /** Takes a listener off again. Closing twice does no harm. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** A watchdog to be set up. */
    static WatchdogBuilder builder() {
        return new WatchdogBuilder();
    }

    /**
     * Runs one command with all defaults and waits for it.
     *
     * @throws InterruptedException if interrupted: the tree is stopped first
     */
    static RunResult run(String... argv) throws InterruptedException {
        Command command = Command.of(argv);
        try (Watchdog watchdog = builder().build()) {
            return watchdog.run(command);
        }
    }

    /**
     * Starts a command. A command that cannot be started is a {@link Run} too, one that has already ended.
     *
     * @throws IllegalStateException if this watchdog is closed
     * @throws IllegalArgumentException if the command's own idle limit is not shorter than its own hard limit
     */
    Run start(Command command);

    /**
     * Runs a command and waits for it.
     *
     * @throws InterruptedException if interrupted: the tree is stopped first, and the interrupt status is set
     * @throws IllegalStateException if this watchdog is closed
     * @throws IllegalArgumentException if the command's own idle limit is not shorter than its own hard limit
     */
    RunResult run(Command command) throws InterruptedException;

    /** Adds a listener; it hears events from now on. */
    Subscription listen(RunListener listener);

    /** How many runs have started and not ended. */
    int active();

    /**
     * Stops the runs that are still going on, waits for them (bounded by grace and patience of the {@link StopPolicy}),
     * hands the last events to the listeners, and lets go of all threads. Closing twice does no harm.
     */
    @Override
    void close();
}
