package io.runnerwatchdog.internal.output;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Bytes to lines by looking for line ends among the bytes, for charsets that have no such byte inside a character: three
 * times as fast as to decode first. A line too long for that is left to a {@link LineDecoder}, with all that follows it.
 * Has one owner at a time.
 */
final class ByteLines implements Lines {
    private static final Set<Charset> SUITABLE =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

    private final Charset charset;
    private final Consumer<String> consumer;
    private final LineDecoder general;
    private byte[] scratch = {};
    private byte[] begun = {};
    private int begunLength;
    private boolean handedOver;

    private ByteLines(Charset charset, Consumer<String> consumer) {
        this.charset = charset;
        this.consumer = consumer;
        this.general = new LineDecoder(charset, consumer);
    }

    /** The fastest way to lines of this charset. */
    static Lines of(Charset charset, Consumer<String> consumer) {
        return SUITABLE.contains(charset) ? new ByteLines(charset, consumer) : new LineDecoder(charset, consumer);
    }

    @Override
    public void take(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (!handedOver && begunLength + length > LineDecoder.LONGEST_LINE) {
            handOver();
        }
        if (handedOver) {
            general.take(bytes);
        } else if (bytes.hasArray()) {
            split(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        } else {
            if (scratch.length < length) {
                scratch = new byte[length];
            }
            bytes.get(scratch, 0, length);
            split(scratch, 0, length);
        }
    }

    private void split(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            if (bytes[at] == '\n') {
                if (begunLength > 0) {
                    append(bytes, from, at);
                    handOut(begun, 0, begunLength);
                    begunLength = 0;
                } else {
                    handOut(bytes, from, at);
                }
                from = at + 1;
            }
        }
        append(bytes, from, end);
    }

    private void handOut(byte[] bytes, int from, int to) {
        int length = to > from && bytes[to - 1] == '\r' ? to - from - 1 : to - from;
        consumer.accept(new String(bytes, from, length, charset));
    }

    private void append(byte[] bytes, int from, int to) {
        int length = to - from;
        if (begunLength + length > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(begunLength + length, 2 * begun.length));
        }
        System.arraycopy(bytes, from, begun, begunLength, length);
        begunLength += length;
    }

    private void handOver() {
        handedOver = true;
        general.take(ByteBuffer.wrap(begun, 0, begunLength));
        begun = new byte[0];
        begunLength = 0;
    }

    @Override
    public void end() {
        if (!handedOver) {
            handOver();
        }
        general.end();
    }
}
