package io.runnerwatchdog.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;

/** A pipe that a child reads given bytes from. Writing belongs to the loop's thread and never blocks. */
final class InPipe {
    private final Pipe pipe;
    private final DescriptorFinder.Found descriptor;
    private final ByteBuffer bytes;
    private final SelectorLoop loop;

    private InPipe(Pipe pipe, DescriptorFinder.Found descriptor, ByteBuffer bytes, SelectorLoop loop) {
        this.pipe = pipe;
        this.descriptor = descriptor;
        this.bytes = bytes;
        this.loop = loop;
    }

    static InPipe open(byte[] bytes, DescriptorFinder finder, SelectorLoop loop) throws IOException {
        Pipe pipe = Pipe.open();
        try {
            DescriptorFinder.Found descriptor = finder.find(pipe.sink())
                    .orElseThrow(() -> new IOException("the descriptor of a new pipe was not found"));
            pipe.sink().configureBlocking(false);
            return new InPipe(pipe, descriptor, ByteBuffer.wrap(bytes), loop);
        } catch (IOException | RuntimeException refused) {
            pipe.source().close();
            pipe.sink().close();
            throw refused;
        }
    }

    DescriptorFinder.Found descriptor() {
        return descriptor;
    }

    /** The child has opened it: our reading end goes, so that writing fails once nobody reads any more. */
    void started() {
        OutPipe.close(pipe.source());
        loop.execute(this::register);
    }

    private void register() {
        try {
            pipe.sink().register(loop.selector(), SelectionKey.OP_WRITE, (Runnable) this::write);
            write();
        } catch (IOException cut) {
            cut();
        }
    }

    private void write() {
        try {
            if (bytes.hasRemaining()) {
                pipe.sink().write(bytes);
            }
            if (!bytes.hasRemaining()) {
                OutPipe.close(pipe.sink());
            }
        } catch (IOException nobodyReads) {
            OutPipe.close(pipe.sink());
        }
    }

    void cut() {
        OutPipe.close(pipe.sink());
        OutPipe.close(pipe.source());
    }
}
