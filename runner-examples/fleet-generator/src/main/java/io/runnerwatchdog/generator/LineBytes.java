package io.runnerwatchdog.generator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one line, of which a part can be written. */
final class LineBytes extends ByteArrayOutputStream {
    LineBytes() {
        super(4096);
    }

    /** Writes the first bytes of it. */
    void writeTo(OutputStream out, int length) throws IOException {
        out.write(buf, 0, length);
    }
}
