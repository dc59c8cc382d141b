package io.runnerwatchdog.junit;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;

/**
 * Runs commands under watch for one test, as a parameter of its methods or its constructor. What still runs when the test
 * ends is stopped, with its whole tree. Thread-safe.
 *
 * <p>A method that is called before or after all tests of a class, and the constructor of a class with one instance for
 * all tests, gets one that lives as long as the class.
 *
 * <p>A command that names no type or environment has those of the {@link WatchdogExtension}.
 */
public interface Launcher {
    /**
     * Runs a program with its arguments and waits for it. A program that fails, or that cannot be started, is a result.
     *
     * @throws StalledException if it reached a limit: it has been diagnosed and stopped
     * @throws InterruptedException if interrupted, by a timeout of JUnit say: the tree is stopped first
     * @throws IllegalStateException if the test has ended
     */
    default RunResult run(String program, String... arguments) throws InterruptedException {
        return run(command(program, arguments));
    }

    /**
     * Runs a command and waits for it. A command that fails, or that cannot be started, is a result.
     *
     * @throws StalledException if it reached a limit: it has been diagnosed and stopped
     * @throws InterruptedException if interrupted, by a timeout of JUnit say: the tree is stopped first
     * @throws IllegalStateException if the test has ended
     */
    default RunResult run(Command command) throws InterruptedException {
        RunResult result = tryRun(command);
        if (result.stalled()) {
            throw new StalledException(result);
        }
        return result;
    }

    /**
     * The same, for tests that look at a stall: it is a result too.
     *
     * @throws InterruptedException if interrupted, by a timeout of JUnit say: the tree is stopped first
     * @throws IllegalStateException if the test has ended
     */
    default RunResult tryRun(String program, String... arguments) throws InterruptedException {
        return tryRun(command(program, arguments));
    }

    /**
     * The same, for tests that look at a stall: it is a result too.
     *
     * @throws InterruptedException if interrupted, by a timeout of JUnit say: the tree is stopped first
     * @throws IllegalStateException if the test has ended
     */
    default RunResult tryRun(Command command) throws InterruptedException {
        return start(command).await();
    }

    /**
     * Starts a command, a server say, and returns at once. If it stalls the test is not failed, since its result is there to
     * be asked for; the report tells of it.
     *
     * @throws IllegalStateException if the test has ended
     */
    Run start(Command command);

    private static Command command(String program, String... arguments) {
        String[] argv = new String[1 + arguments.length];
        argv[0] = program;
        System.arraycopy(arguments, 0, argv, 1, arguments.length);
        return Command.of(argv);
    }
}
