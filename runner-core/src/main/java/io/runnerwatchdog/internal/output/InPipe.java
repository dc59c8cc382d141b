package io.runnerwatchdog.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;

/** A pipe that a child reads given bytes from. Writing belongs to the loop's thread and never blocks. */
final class InPipe {
    private final Pipe pipe;
    private final Descriptor descriptor;
    private final ByteBuffer bytes;
    private final SelectorLoop loop;

    private InPipe(Pipe pipe, Descriptor descriptor, ByteBuffer bytes, SelectorLoop loop) {
        this.pipe = pipe;
        this.descriptor = descriptor;
        this.bytes = bytes;
        this.loop = loop;
    }

    /** On a fresh pipe. */
    static InPipe on(PipeStock.Fresh fresh, byte[] bytes, SelectorLoop loop) throws IOException {
        try {
            fresh.pipe().sink().configureBlocking(false);
            return new InPipe(fresh.pipe(), fresh.descriptor(), ByteBuffer.wrap(bytes), loop);
        } catch (IOException | RuntimeException refused) {
            fresh.close();
            throw refused;
        }
    }

    Descriptor descriptor() {
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
