package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.threads.Logs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** One request to a JVM that listens, by version 1 of the attach protocol, which 8 to 25 speak. */
final class DumpRequest {
    /**
     * Version, command and three arguments, each ended by a zero. The arguments are empty: with {@code -l} the JVM would look
     * for locks all over its heap, which takes half a minute if that is large.
     */
    private static final String REQUEST = "1\0threaddump\0\0\0\0";

    private static final int MOST_BYTES = ThreadDumpParser.LONGEST;
    private static final int BUFFER = 64 * 1024;
    private static final String FINE = "0\n";

    private DumpRequest() {}

    /** The answer, at most 4 MB of it; empty if it was refused, cut off or not whole in time. */
    static Optional<String> send(Path socket, Patience patience) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = connect(socket, patience)) {
            ByteBuffer request = ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII));
            channel.write(request);
            if (request.hasRemaining()) {
                throw new IOException("a request of " + request.capacity() + " bytes was not taken at once");
            }
            channel.register(selector, SelectionKey.OP_READ);
            return read(channel, selector, patience).flatMap(DumpRequest::withoutStatus);
        }
    }

    /** Tries until the JVM's queue has room: a call is never under way meanwhile, see EAGAIN in connect(2). */
    private static SocketChannel connect(Path socket, Patience patience) throws IOException {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                if (channel.connect(UnixDomainSocketAddress.of(socket))) {
                    return channel;
                }
                channel.close();
            } catch (IOException refused) {
                channel.close();
                // Refused in earnest: the JVM was killed, and its socket is still there.
                if (refused instanceof ConnectException || patience.isOver()) {
                    throw refused;
                }
            }
            if (patience.isOver()) {
                throw new SocketTimeoutException("the JVM took no call in time");
            }
            patience.pause();
        }
    }

    /**
     * Only reads, as fast as it comes: a JVM of 25 writes the dump while all its threads stand still, and what does not fit
     * into the socket (some 200 kB) holds it up until it is read or the socket closed.
     */
    private static Optional<byte[]> read(SocketChannel channel, Selector selector, Patience patience)
            throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(BUFFER);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (answer.size() < MOST_BYTES) {
            int count = channel.read(buffer);
            if (count < 0) {
                break;
            }
            answer.write(buffer.array(), 0, Math.min(count, MOST_BYTES - answer.size()));
            buffer.clear();
            if (patience.isOver()) {
                // The JVM writes the rest to nobody, and goes on.
                return Optional.empty();
            }
            if (count == 0) {
                selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience.left())));
                selector.selectedKeys().clear();
            }
        }
        return Optional.of(answer.toByteArray());
    }

    private static Optional<String> withoutStatus(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        if (!text.startsWith(FINE)) {
            log().debug("the JVM refused a dump: {}", text.lines().findFirst().orElse("no answer"));
            return Optional.empty();
        }
        return Optional.of(text.substring(FINE.length()));
    }

    private static Logger log() {
        return Logs.of(DumpRequest.class);
    }
}
