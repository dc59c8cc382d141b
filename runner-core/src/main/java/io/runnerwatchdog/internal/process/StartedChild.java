package io.runnerwatchdog.internal.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** A child that was started: its number, its handle, its exit. Thread-safe. */
public final class StartedChild {
    private final Process process;
    private final ProcessHandle handle;

    StartedChild(Process process) {
        this.process = process;
        this.handle = process.toHandle();
    }

    /** The process number. */
    public long pid() {
        return handle.pid();
    }

    /**
     * The handle to signal it by. Never {@link Process#destroy()}: that closes the pipes and loses what is still in them.
     */
    public ProcessHandle handle() {
        return handle;
    }

    /** Its exit code, once it has ended. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Waits for its exit no longer than {@code patience}; empty where it lives on. */
    public OptionalInt await(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Calls {@code listener} with the exit code once it has ended, on a thread of the platform. */
    public void onExit(IntConsumer listener) {
        process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
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
