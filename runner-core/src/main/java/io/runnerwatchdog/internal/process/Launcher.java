package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Termination;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts children. What keeps a command from starting is an outcome, never an exception. Thread-safe. */
public final class Launcher {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /**
     * "Text file busy" and a shortage of processes pass in a moment when many children are started at once: the first
     * comes from another child that is between fork and exec and still holds the file open for writing.
     */
    private static final int TRIES = 6;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    /** Starts a child, or says why not. */
    public Launch start(LaunchPlan plan) {
        Command command = plan.command();
        Optional<Termination.NotStarted> wrongPlace = command.directory().flatMap(Launcher::wrongDirectory);
        if (wrongPlace.isPresent()) {
            return new Launch.Failed(wrongPlace.get());
        }
        if (command.argv().stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            return failed(StartFailure.UNSUPPORTED_ARGUMENT, "an argument holds a NUL character");
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
        command.directory().map(Path::toFile).ifPresent(builder::directory);
        Map<String, String> environment = builder.environment();
        command.variables().forEach((name, value) -> {
            if (value.isPresent()) {
                environment.put(name, value.get());
            } else {
                environment.remove(name);
            }
        });
        environment.put(plan.cookieName(), plan.cookieValue());
        plan.prelude()
                .flatMap(prelude -> prelude.around(command.argv(), command.directory(), environment))
                .ifPresent(builder::command);
        builder.redirectInput(source(plan.stdin()));
        builder.redirectOutput(target(plan.stdout()));
        if (command.outputMode() == OutputMode.MERGED) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(target(plan.stderr()));
        }
        return builder;
    }

    private static Redirect source(Stdio stdio) {
        if (stdio instanceof Stdio.OnFile file) {
            return Redirect.from(file.path().toFile());
        }
        if (stdio instanceof Stdio.Inherited) {
            return Redirect.INHERIT;
        }
        return stdio instanceof Stdio.Nothing ? Redirect.from(new File(WINDOWS ? "NUL" : "/dev/null")) : Redirect.PIPE;
    }

    private static Redirect target(Stdio stdio) {
        if (stdio instanceof Stdio.OnFile file) {
            return Redirect.to(file.path().toFile());
        }
        if (stdio instanceof Stdio.Inherited) {
            return Redirect.INHERIT;
        }
        return stdio instanceof Stdio.Nothing ? Redirect.DISCARD : Redirect.PIPE;
    }

    private static Optional<Termination.NotStarted> wrongDirectory(Path directory) {
        // Asked before the start: the system reports a missing directory and a missing program by the same number.
        return Files.isDirectory(directory) ? Optional.empty() : Optional.of(StartFailures.wrongDirectory(directory));
    }

    private static Launch failed(StartFailure failure, String message) {
        return new Launch.Failed(new Termination.NotStarted(failure, message));
    }
}
