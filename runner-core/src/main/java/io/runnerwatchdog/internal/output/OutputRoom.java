package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the pipes for children, by the best transport that this machine has. Thread-safe. */
public final class OutputRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputRoom.class);
    private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fdinfo");

    private final DeadlineClock clock;
    private final Executor pool;
    private final int tailBytes;
    private final Optional<Transport> best;
    private final Transport fallback;

    /** @param pool for sinks, which may block */
    public OutputRoom(DeadlineClock clock, ThreadMaker threads, Executor pool, int tailBytes) {
        this(clock, pool, tailBytes, best(threads, clock), new PollingTransport(threads, pool));
    }

    OutputRoom(DeadlineClock clock, Executor pool, int tailBytes, Optional<Transport> best, Transport fallback) {
        this.clock = clock;
        this.pool = pool;
        this.tailBytes = tailBytes;
        this.best = best;
        this.fallback = fallback;
    }

    private static Optional<Transport> best(ThreadMaker threads, DeadlineClock clock) {
        if (!Files.isDirectory(OWN_DESCRIPTORS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NioTransport(threads, clock));
        } catch (IOException refused) {
            LOG.warn("no selector to be had, so output is polled", refused);
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
        List<SinkQueue> sinks = command.sinks().stream()
                .filter(sink -> sink.stream() == stream)
                .map(sink -> new SinkQueue(sink, command.charset(), pool, watch::sinkFailed))
                .toList();
        return new StreamCapture(stream, command.charset(), tailBytes, sinks, watch);
    }

    private Plumbing plumbing(Command command, StreamCapture stdout, StreamCapture stderr) {
        if (command.outputMode() == OutputMode.INHERIT) {
            return new InheritedPlumbing(command.stdin());
        }
        Optional<StreamCapture> second =
                command.outputMode() == OutputMode.MERGED ? Optional.empty() : Optional.of(stderr);
        try {
            return best.orElse(fallback).open(command, stdout, second);
        } catch (IOException refused) {
            LOG.warn("no pipe of our own for {}, so its output is polled: {}", command, refused.toString());
            return fallbackFor(command, stdout, second);
        }
    }

    private Plumbing fallbackFor(Command command, StreamCapture stdout, Optional<StreamCapture> stderr) {
        try {
            return fallback.open(command, stdout, stderr);
        } catch (IOException never) {
            throw new IllegalStateException("polled pipes are made by the platform, later", never);
        }
    }

    @Override
    public void close() {
        best.ifPresent(Transport::close);
        fallback.close();
    }
}
