package io.runnerwatchdog.internal.output;

import java.nio.ByteBuffer;

/** Makes lines of bytes, wherever the bytes were cut. Has one owner at a time. */
interface Lines {
    /** Takes all remaining bytes; they may be used again afterwards. */
    void take(ByteBuffer bytes);

    /** The stream has ended: hands out what has no line end. */
    void end();
}
