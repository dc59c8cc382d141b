package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.internal.threads.Logs;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * A program of the watchdog's own, no run: it prints to nobody and gets lines on its standard input, which ends when the
 * host does, however that dies. Thread-safe.
 */
public final class HelperProcess {
    private final Process process;
    private final OutputStream stdin;

    private HelperProcess(Process process) {
        this.process = process;
        this.stdin = process.getOutputStream();
    }

    /**
     * Starts one.
     *
     * @param without how the variables of the host begin that it must not carry; empty: it carries all
     */
    public static HelperProcess start(List<String> argv, String without) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(argv).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        if (!without.isEmpty()) {
            builder.environment().keySet().removeIf(name -> name.startsWith(without));
        }
        try {
            return new HelperProcess(builder.start());
        } catch (OutOfMemoryError | InternalError noThread) {
            throw new IOException("the platform could not wait for a helper: " + noThread.getMessage(), noThread);
        }
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Hands it a line; false where it is gone. A pipe takes some thousand lines before this could block. */
    public synchronized boolean send(String line) {
        try {
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Calls {@code listener} once it has ended, on a thread of the platform. */
    public void onExit(Runnable listener) {
        process.onExit().thenRun(listener);
    }

    /** Lets its input end. */
    public synchronized void closeInput() {
        try {
            stdin.close();
        } catch (IOException gone) {
            log().debug("a helper was gone before its input was closed", gone);
        }
    }

    /** Waits for its end no longer than {@code patience}, then ends it by force. */
    public void end(Duration patience) throws InterruptedException {
        closeInput();
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            process.toHandle().destroyForcibly();
        }
    }

    private static Logger log() {
        return Logs.of(HelperProcess.class);
    }
}
