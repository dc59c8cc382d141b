package io.runnerwatchdog.internal.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.function.Consumer;

/**
 * Bytes to lines, whatever the places where the bytes were cut: a character in two halves comes out whole. A line ends
 * with LF or CRLF; one that is longer than the bound comes in pieces. Has one owner at a time.
 */
final class LineDecoder implements Lines {
    /** The longest piece that is handed out, in characters. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int CHUNK = 8192;
    private static final int LONGEST_CHARACTER = 16;

    private final CharsetDecoder decoder;
    private final Consumer<String> consumer;
    private final StringBuilder line = new StringBuilder();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private ByteBuffer leftOver = ByteBuffer.allocate(0);

    LineDecoder(Charset charset, Consumer<String> consumer) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.consumer = consumer;
    }

    @Override
    public void take(ByteBuffer bytes) {
        completeCutCharacter(bytes);
        if (!leftOver.hasRemaining()) {
            decode(bytes, false);
            leftOver = copyOf(bytes);
        }
    }

    @Override
    public void end() {
        decode(leftOver, true);
        decoder.flush(chars);
        split();
        if (line.length() > 0) {
            handOut(false);
        }
    }

    /** Feeds the bytes of a cut character together with the first new ones, until the decoder is past the seam. */
    private void completeCutCharacter(ByteBuffer bytes) {
        while (leftOver.hasRemaining() && bytes.hasRemaining()) {
            ByteBuffer seam = ByteBuffer.allocate(leftOver.remaining() + 1);
            seam.put(leftOver).put(bytes.get()).flip();
            decode(seam, false);
            leftOver = copyOf(seam);
            if (leftOver.remaining() > LONGEST_CHARACTER) {
                throw new IllegalStateException("the decoder of " + decoder.charset() + " makes no progress");
            }
        }
    }

    private static ByteBuffer copyOf(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        copy.put(bytes).flip();
        return copy;
    }

    private void decode(ByteBuffer bytes, boolean last) {
        while (decoder.decode(bytes, chars, last).isOverflow()) {
            split();
        }
        split();
    }

    private void split() {
        chars.flip();
        char[] text = chars.array();
        int from = 0;
        for (int at = 0; at < chars.limit(); at++) {
            if (text[at] == '\n') {
                if (line.length() == 0) {
                    // Most lines lie in one piece; they need not go through the builder.
                    consumer.accept(new String(text, from, lengthWithoutReturn(text, from, at)));
                } else {
                    append(text, from, at);
                    handOut(true);
                }
                from = at + 1;
            }
        }
        append(text, from, chars.limit());
        chars.clear();
    }

    private static int lengthWithoutReturn(char[] text, int from, int to) {
        return to > from && text[to - 1] == '\r' ? to - from - 1 : to - from;
    }

    private void append(char[] text, int from, int to) {
        int start = from;
        while (line.length() + (to - start) > LONGEST_LINE) {
            int part = LONGEST_LINE - line.length();
            line.append(text, start, part);
            start += part;
            handOut(false);
        }
        line.append(text, start, to - start);
    }

    private void handOut(boolean ended) {
        int length = line.length();
        if (ended && length > 0 && line.charAt(length - 1) == '\r') {
            length--;
        }
        String text = line.substring(0, length);
        line.setLength(0);
        if (line.capacity() > LONGEST_LINE / 4) {
            // One long line must not hold its memory for the rest of the run.
            line.trimToSize();
        }
        consumer.accept(text);
    }
}
