package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * One child's pipes of the platform's making. Their end cannot be seen without blocking, so {@link #onEnd} never calls
 * back: the run is over when the child has ended and the pipes are quiet.
 */
final class PolledPlumbing implements Plumbing {
    private static final int MOST_AT_ONCE = 64 * 1024;

    private record Polled(InputStream in, StreamCapture capture) {}

    private final Command command;
    private final StreamCapture stdout;
    private final Optional<StreamCapture> stderr;
    private final PollingTransport transport;
    private final Executor pool;
    private final Queue<Consumer<Seen>> questions = new ConcurrentLinkedQueue<>();
    private final byte[] buffer = new byte[MOST_AT_ONCE];
    private volatile List<Polled> streams = List.of();
    private volatile OutputStream stdin = OutputStream.nullOutputStream();
    private volatile boolean heldBack;
    private volatile boolean cut;

    PolledPlumbing(
            Command command,
            StreamCapture stdout,
            Optional<StreamCapture> stderr,
            PollingTransport transport,
            Executor pool) {
        this.command = command;
        this.stdout = stdout;
        this.stderr = stderr;
        this.transport = transport;
        this.pool = pool;
    }

    @Override
    public Stdio stdin() {
        return command.stdin() instanceof Stdin.Bytes ? new Stdio.PlatformPipe() : Inputs.withoutPipe(command.stdin());
    }

    @Override
    public Stdio stdout() {
        return new Stdio.PlatformPipe();
    }

    @Override
    public Stdio stderr() {
        return new Stdio.PlatformPipe();
    }

    @Override
    public void started(StartedChild child) {
        List<Polled> all = new ArrayList<>();
        all.add(new Polled(child.stdout(), stdout));
        stderr.ifPresent(capture -> all.add(new Polled(child.stderr(), capture)));
        streams = all;
        if (command.stdin() instanceof Stdin.Bytes bytes) {
            stdin = child.stdin();
            feed(bytes.toArray());
        }
        transport.serve(this);
    }

    /** Writing to the platform's pipe blocks until the child reads or is gone, so it needs a thread of its own. */
    private void feed(byte[] bytes) {
        try {
            pool.execute(() -> {
                try (OutputStream to = stdin) {
                    to.write(bytes);
                } catch (IOException nobodyReads) {
                    log().debug("the child does not read all of its input", nobodyReads);
                }
            });
        } catch (RejectedExecutionException closed) {
            log().debug("closed before the child got its input", closed);
        }
    }

    /** On the transport's thread: reads what is there; true if something was. */
    boolean poll() {
        List<Consumer<Seen>> asked = new ArrayList<>();
        Consumer<Seen> question;
        while ((question = questions.poll()) != null) {
            asked.add(question);
        }
        boolean any = heldBack;
        for (Polled stream : streams) {
            any |= read(stream);
        }
        Seen seen = any ? Seen.BYTES : Seen.QUIET;
        asked.forEach(each -> each.accept(seen));
        return any && !heldBack;
    }

    private boolean read(Polled stream) {
        boolean any = false;
        try {
            int count;
            while (!heldBack && !cut && (count = Math.min(stream.in().available(), buffer.length)) > 0) {
                any = true;
                count = stream.in().read(buffer, 0, count);
                stream.capture().take(ByteBuffer.wrap(buffer, 0, count));
                holdBackIfFull(stream.capture());
            }
        } catch (IOException closed) {
            log().debug("a pipe of the platform was closed", closed);
        }
        return any;
    }

    private synchronized void holdBackIfFull(StreamCapture capture) {
        // Under the same lock as resume(), so that room made at once is not overwritten by an older answer.
        heldBack = capture.holdsBack(this::resume);
    }

    private synchronized void resume() {
        heldBack = false;
        transport.wake();
    }

    @Override
    public void readNow(Consumer<Seen> answer) {
        questions.add(answer);
        transport.wake();
    }

    @Override
    public void onEnd(Runnable listener) {
        // Never: available() does not tell an open and silent pipe from one that has ended.
    }

    @Override
    public Set<String> pipes() {
        return Set.of();
    }

    @Override
    public Map<Stream, String> open() {
        return Map.of();
    }

    @Override
    public void cut() {
        cut = true;
        transport.forget(this);
        for (Polled stream : streams) {
            close(stream.in());
        }
        close(stdin);
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception harmless) {
            log().debug("closing a pipe", harmless);
        }
    }

    private static Logger log() {
        return Logs.of(PolledPlumbing.class);
    }
}
