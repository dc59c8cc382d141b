package io.runnerwatchdog;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.List;

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
     * Starts a command. A command that cannot be started is a {@link Run} too, one that has already ended. Where as many
     * runs go on as {@link WatchdogBuilder#maxConcurrentRuns} allows, it waits for its turn, and this returns at once.
     * A command with a {@link io.runnerwatchdog.run.RetryPolicy}, its own or by the configuration, is one run however often it
     * is tried; its result is that of the last attempt.
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

    /**
     * Supervises a process that the host has started itself, with the limits of this watchdog. The host keeps its pipes, so
     * what it prints is not seen: signs of life are the CPU time and the bytes of its tree. It is diagnosed and stopped
     * with its tree like a run of ours; its members are found by descent and by the sessions they begin, since it carries
     * no cookie.
     *
     * @throws IllegalStateException if this watchdog is closed
     */
    Run watch(Process process);

    /**
     * The same, told what it is: {@code described} gives its name, type, environment and limits. It is not run.
     *
     * @throws IllegalStateException if this watchdog is closed
     */
    Run watch(Process process, Command described);

    /**
     * Supervises any process by its handle, one that the host may signal. If it ends by itself, its exit code is not
     * known; for one that is no child of the host, the Java platform may notice the end a second or more late.
     *
     * @throws IllegalArgumentException if it is the host itself or an ancestor of it
     * @throws IllegalStateException if this watchdog is closed
     */
    Run watch(ProcessHandle process);

    /**
     * The same, told what it is: {@code described} gives its name, type, environment and limits. It is not run.
     *
     * @throws IllegalArgumentException if it is the host itself or an ancestor of it
     * @throws IllegalStateException if this watchdog is closed
     */
    Run watch(ProcessHandle process, Command described);

    /**
     * Tells what any process tree waits for right now. It is only looked at, twice, {@code window} apart: neither supervised
     * nor stopped, and nothing is told to listeners. Blocks for the window and at most two seconds more.
     *
     * @param process its first process; descendants are found by descent
     * @param window within (0, 1 min]; a second is enough for most, retries that sleep for longer need more
     * @throws InterruptedException if interrupted
     * @throws IllegalStateException if this watchdog is closed
     */
    Diagnosis diagnose(ProcessHandle process, Duration window) throws InterruptedException;

    /** Adds a listener; it hears events from now on. */
    Subscription listen(RunListener listener);

    /**
     * The ids of the classifiers that are asked about stalls, in their order: what a meter of their failures can be named
     * after before any has failed. Those that jars bring are looked for at the first stall, or here and now by the calling
     * thread: whoever wants to hear early of one that cannot be loaded asks before its first run. Default: none are known.
     */
    default List<String> classifiers() {
        return List.of();
    }

    /** How many runs have started and not ended. */
    int active();

    /**
     * Stops the runs that are still going on, waits for them (bounded by grace and patience of the {@link StopPolicy}),
     * hands the last events to the listeners, and lets go of all threads. Closing twice does no harm.
     */
    @Override
    void close();
}
