package io.runnerwatchdog.internal.output;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the descriptor number of a pipe that the Java platform made and does not tell.
 *
 * <p>A number is proved: the pipe's sink is switched to non-blocking and back, and the flags of the number under
 * {@code /proc/self/fdinfo} must follow both times. The guesses come first, and nearly always hit: the kernel gives the
 * lowest free numbers, so those of runs that ended come back, and a new pipe stands next to the one before.
 * Thread-safe.
 *
 * <p>One proof at a time in the whole Java process: two threads that switch their pipes in step would each see the flags
 * of the other's follow. An interned string is the one lock that copies of this class in several class loaders share.
 */
final class DescriptorFinder {
    /** A pipe's descriptor: its number, and what the kernel calls the pipe, for example {@code pipe:[4711]}. */
    record Found(int number, String pipe) {
        /** A name by which a child can open the same pipe again. */
        Path path() {
            return SELF_FD.resolve(Integer.toString(number));
        }
    }

    private static final Path SELF_FD = Path.of("/proc/self/fd");
    private static final Pattern FLAGS = Pattern.compile("flags:\\s*([0-7]{1,12})");
    private static final int ACCESS_MODE = 3;
    private static final int WRITE_ONLY = 1;
    private static final int NON_BLOCKING = 04000; // the same on x86-64 and AArch64
    private static final int GUESSES_KEPT = 16;
    private static final int NEIGHBOURS = 4;

    private final Object oneAtATime = "io.runnerwatchdog: proof of a descriptor".intern();
    private final ConcurrentLinkedDeque<Integer> freed = new ConcurrentLinkedDeque<>();
    private volatile int last = 2;

    /** The descriptor of {@code sink}, which must be in blocking mode and stays so; empty where it cannot be found. */
    Optional<Found> find(Pipe.SinkChannel sink) throws IOException {
        int start = last + 1;
        Integer guess;
        while ((guess = freed.pollFirst()) != null) {
            if (isOn(sink, guess)) {
                return found(guess);
            }
        }
        for (int number = start; number <= start + NEIGHBOURS; number++) {
            if (isOn(sink, number)) {
                return found(number);
            }
        }
        return scan(sink);
    }

    /** Tells that a number that was found has been closed and may come back. */
    void freed(Found descriptor) {
        if (freed.size() < GUESSES_KEPT) {
            freed.addLast(descriptor.number());
        }
    }

    private Optional<Found> scan(Pipe.SinkChannel sink) throws IOException {
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(SELF_FD)) {
            for (Path path : numbers) {
                int number = Integer.parseInt(path.getFileName().toString());
                if (isOn(sink, number)) {
                    return found(number);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Found> found(int number) {
        last = number;
        try {
            String pipe = Files.readSymbolicLink(SELF_FD.resolve(Integer.toString(number)))
                    .toString();
            return pipe.startsWith("pipe:") ? Optional.of(new Found(number, pipe)) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private boolean isOn(Pipe.SinkChannel sink, int number) throws IOException {
        synchronized (oneAtATime) {
            int before = flags(number);
            if (before < 0 || (before & ACCESS_MODE) != WRITE_ONLY || (before & NON_BLOCKING) != 0) {
                return false;
            }
            sink.configureBlocking(false);
            int switched = flags(number);
            sink.configureBlocking(true);
            // -1, for a number that was closed meanwhile, has every bit.
            return switched >= 0 && (switched & NON_BLOCKING) != 0 && (flags(number) & NON_BLOCKING) == 0;
        }
    }

    /** The open flags of a descriptor of ours, or -1 where there is none of this number. */
    private static int flags(int number) {
        byte[] text = new byte[128];
        try (FileInputStream info = new FileInputStream("/proc/self/fdinfo/" + number)) {
            int length = info.read(text);
            Matcher flags = FLAGS.matcher(new String(text, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
            return flags.find() ? Integer.parseUnsignedInt(flags.group(1), 8) : -1;
        } catch (IOException none) {
            return -1;
        }
    }
}
