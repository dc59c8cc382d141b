package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.Beside;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/** Makes the pipes for children, by the best transport that this machine has. Thread-safe. */
public final class OutputRoom implements AutoCloseable {
    private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fdinfo");

    private final DeadlineClock clock;
    private final Executor pool;
    private final int tailBytes;
    private final Beside<Optional<Transport>> best;
    private final ThreadMaker threads;
    private Optional<Transport> fallback = Optional.empty();

    /** @param pool for sinks, which may block */
    public OutputRoom(DeadlineClock clock, ThreadMaker threads, Executor pool, int tailBytes) {
        // A third of what a watchdog needs before its first run, and the only third that nothing else waits for.
        this(clock, threads, pool, tailBytes, Beside.begin(threads, "pipes", () -> best(threads, clock)));
    }

    OutputRoom(
            DeadlineClock clock, ThreadMaker threads, Executor pool, int tailBytes, Beside<Optional<Transport>> best) {
        this.clock = clock;
        this.pool = pool;
        this.tailBytes = tailBytes;
        this.best = best;
        this.threads = threads;
    }

    private static Optional<Transport> best(ThreadMaker threads, DeadlineClock clock) {
        if (!Files.isDirectory(OWN_DESCRIPTORS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NioTransport(threads, clock));
        } catch (IOException | RuntimeException | Error refused) {
            // Also a shortage of memory: output can be had without, and a room that failed to open could never be
            // closed.
            log().warn("no selector to be had, so output is polled", refused);
            return Optional.empty();
        }
    }

    /** The pipes for one child that is to be started. */
    public RunOutput open(Command command, OutputWatch watch) {
        StreamCapture stdout = capture(Stream.STDOUT, command, watch);
        StreamCapture stderr = capture(Stream.STDERR, command, watch);
        return new RunOutput(plumbing(command, stdout, stderr), stdout, stderr, clock);
    }

    private StreamCapture capture(Stream stream, Command command, OutputWatch watch) {
        List<SinkQueue> sinks = new ArrayList<>();
        for (OutputSink sink : command.sinks()) {
            if (sink.stream() == stream) {
                sinks.add(new SinkQueue(sink, command.charset(), pool, watch::sinkFailed));
            }
        }
        return new StreamCapture(stream, command.charset(), tailBytes, sinks, watch);
    }

    private Plumbing plumbing(Command command, StreamCapture stdout, StreamCapture stderr) {
        if (command.outputMode() == OutputMode.INHERIT) {
            return new InheritedPlumbing(command.stdin());
        }
        Optional<StreamCapture> second =
                command.outputMode() == OutputMode.MERGED ? Optional.empty() : Optional.of(stderr);
        try {
            return best().open(command, stdout, second);
        } catch (IOException refused) {
            log().warn("no pipe of our own for {}, so its output is polled: {}", command, refused.toString());
            return fallbackFor(command, stdout, second);
        }
    }

    private Transport best() {
        Optional<Transport> made = best.get();
        return made.isPresent() ? made.get() : fallback();
    }

    private synchronized Transport fallback() {
        if (fallback.isEmpty()) {
            fallback = Optional.of(new PollingTransport(threads, pool));
        }
        return fallback.get();
    }

    private Plumbing fallbackFor(Command command, StreamCapture stdout, Optional<StreamCapture> stderr) {
        try {
            return fallback().open(command, stdout, stderr);
        } catch (IOException never) {
            throw new IllegalStateException("polled pipes are made by the platform, later", never);
        }
    }

    @Override
    public void close() {
        Optional<Transport> made = best.get();
        if (made.isPresent()) {
            made.get().close();
        }
        Optional<Transport> polling;
        synchronized (this) {
            polling = fallback;
        }
        if (polling.isPresent()) {
            polling.get().close();
        }
    }

    private static Logger log() {
        return Logs.of(OutputRoom.class);
    }
}
