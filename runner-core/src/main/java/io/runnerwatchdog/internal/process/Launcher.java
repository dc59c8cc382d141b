package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts children. What keeps a command from starting is an outcome, never an exception. Thread-safe. */
public final class Launcher {
    /**
     * "Text file busy" and a shortage of processes pass in a moment when many children are started at once: the first
     * comes from another child that is between fork and exec and still holds the file open for writing.
     */
    private static final int TRIES = 6;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    /** Starts a child, or says why not. */
    public Launch start(LaunchPlan plan) {
        Command command = plan.command();
        // Asked before the start: the system reports a missing directory and a missing program by the same number.
        if (command.directory().isPresent()
                && !Files.isDirectory(command.directory().get())) {
            return new Launch.Failed(
                    StartFailures.wrongDirectory(command.directory().get()));
        }
        for (String argument : command.argv()) {
            if (argument.indexOf('\0') >= 0) {
                return failed(StartFailure.UNSUPPORTED_ARGUMENT, "an argument holds a NUL character");
            }
        }
        ProcessBuilder builder;
        try {
            builder = builderFor(plan);
        } catch (IllegalArgumentException refused) {
            return failed(
                    StartFailure.UNSUPPORTED_ARGUMENT,
                    "an environment variable cannot be passed on: " + refused.getMessage());
        }
        return start(builder, command);
    }

    private static Launch start(ProcessBuilder builder, Command command) {
        long pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return new Launch.Started(new StartedChild(builder.start()));
            } catch (IOException refused) {
                Termination.NotStarted why = StartFailures.explain(refused, command);
                if (why.failure() != StartFailure.OUT_OF_RESOURCES || attempt == TRIES) {
                    return new Launch.Failed(why);
                }
                LockSupport.parkNanos(pause);
                pause *= 2;
            } catch (IllegalArgumentException refused) {
                return failed(StartFailure.UNSUPPORTED_ARGUMENT, refused.getMessage());
            } catch (OutOfMemoryError | InternalError noThread) {
                // The platform could not start the thread that waits for the child's end.
                return failed(StartFailure.OUT_OF_RESOURCES, String.valueOf(noThread.getMessage()));
            }
        }
    }

    private static ProcessBuilder builderFor(LaunchPlan plan) {
        Command command = plan.command();
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        if (command.directory().isPresent()) {
            builder.directory(command.directory().get().toFile());
        }
        Map<String, String> environment = builder.environment();
        for (Map.Entry<String, Optional<String>> variable : command.variables().entrySet()) {
            if (variable.getValue().isPresent()) {
                environment.put(variable.getKey(), variable.getValue().get());
            } else {
                environment.remove(variable.getKey());
            }
        }
        environment.put(plan.cookieName(), plan.cookieValue());
        if (plan.prelude().isPresent()) {
            Optional<List<String>> whole =
                    plan.prelude().get().around(command.argv(), command.directory(), environment);
            if (whole.isPresent()) {
                builder.command(whole.get());
            }
        }
        builder.redirectInput(plan.stdin().source());
        builder.redirectOutput(plan.stdout().target());
        if (command.outputMode() == OutputMode.MERGED) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(plan.stderr().target());
        }
        return builder;
    }

    private static Launch failed(StartFailure failure, String message) {
        return new Launch.Failed(new Termination.NotStarted(failure, message));
    }
}
