package io.runnerwatchdog.internal.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child of the host: one that we started, or one that the host did and gave us. Thread-safe. */
public final class StartedChild implements Child {
    private final Process process;
    private final ProcessHandle handle;

    /** One that the host started. */
    public StartedChild(Process process) {
        this.process = process;
        this.handle = process.toHandle();
    }

    @Override
    public ProcessHandle handle() {
        return handle;
    }

    @Override
    public Optional<Exit> await(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS) ? Optional.of(exit()) : Optional.empty();
    }

    @Override
    public void onExit(Consumer<Exit> listener) {
        process.onExit().thenAccept(ended -> listener.accept(exit()));
    }

    private Exit exit() {
        return new Exit(OptionalInt.of(process.exitValue()));
    }

    /** Our end of its standard output, where that is a {@link Stdio.PlatformPipe}. */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /** Our end of its standard error, where that is a {@link Stdio.PlatformPipe}. */
    public InputStream stderr() {
        return process.getErrorStream();
    }

    /** Our end of its standard input, where that is a {@link Stdio.PlatformPipe}. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }
}
