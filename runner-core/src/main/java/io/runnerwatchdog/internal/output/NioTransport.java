package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Stdin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pipes of our own and one selector, for Linux: a child's stream is opened on {@code /proc/self/fd/N} of a pipe's
 * writing end, the host then closes that end, and reads the other without ever blocking. Thread-safe.
 */
final class NioTransport implements Transport {
    private final SelectorLoop loop;
    private final PipeStock stock;

    NioTransport(ThreadMaker threads, DeadlineClock clock) throws IOException {
        PipeStock pipes = new PipeStock(DescriptorFinder.open());
        try {
            this.loop = new SelectorLoop(threads, clock, pipes);
        } catch (IOException refused) {
            pipes.close();
            throw refused;
        }
        this.stock = pipes;
    }

    @Override
    public Plumbing open(Command command, StreamCapture stdout, Optional<StreamCapture> stderr) throws IOException {
        List<OutPipe> outputs = new ArrayList<>();
        Optional<InPipe> input = Optional.empty();
        try {
            outputs.add(new OutPipe(stock.take(), stdout, loop));
            if (stderr.isPresent()) {
                outputs.add(new OutPipe(stock.take(), stderr.get(), loop));
            }
            // Asked first: what comes behind it need not be loaded by a host whose commands read nothing.
            if (!(command.stdin() instanceof Stdin.Closed) && command.stdin() instanceof Stdin.Bytes bytes) {
                input = Optional.of(InPipe.on(stock.take(), bytes.toArray(), loop));
            }
            return new NioPlumbing(command, outputs, input, loop, stock);
        } catch (IOException | RuntimeException refused) {
            outputs.forEach(OutPipe::cut);
            throw refused;
        }
    }

    @Override
    public void close() {
        stock.close();
        loop.close();
    }
}
