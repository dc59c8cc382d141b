package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a thread told poll(2), select(2) or epoll_wait(2): which descriptors, and for how long at most. */
final class PollCalls {
    private static final int MOST = 256;
    private static final int POLLFD_SIZE = 8; // struct pollfd: int fd, short events, short revents
    private static final int EVENTS = 4; // where the events are in it
    private static final int INPUT = 0x1 | 0x2; // POLLIN, POLLPRI
    private static final int BITS = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long LONGEST_SECONDS = 1_000_000_000; // so that its nanoseconds fit a long: 32 years

    private final ProcFs proc;

    PollCalls(ProcFs proc) {
        this.proc = proc;
    }

    /** Whether this call is one of them. */
    static boolean isOne(String name) {
        return switch (name) {
            case "poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2" -> true;
            default -> false;
        };
    }

    /** Whether it ends by itself. */
    static boolean isTimed(String name, Position.InCall call) {
        return switch (name) {
            case "poll" -> call.descriptor(2) >= 0;
            case "epoll_wait", "epoll_pwait" -> call.descriptor(3) >= 0;
            default -> call.argument(timeAt(name)) != 0;
        };
    }

    /** After how long it ends by itself; empty where it does not, or the time cannot be read. */
    Optional<Duration> timeout(String name, long pid, Position.InCall call) {
        if (!isTimed(name, call)) {
            return Optional.empty();
        }
        return switch (name) {
            case "poll" -> Optional.of(Duration.ofMillis(call.descriptor(2)));
            case "epoll_wait", "epoll_pwait" -> Optional.of(Duration.ofMillis(call.descriptor(3)));
            default -> {
                long unit = name.equals("select") ? 1_000 : 1; // struct timeval has microseconds, struct timespec not
                yield proc.memory(pid, call.argument(timeAt(name)), 2 * Long.BYTES)
                        .flatMap(words -> time(words.getLong(0), words.getLong(Long.BYTES), unit));
            }
        };
    }

    private static int timeAt(String name) {
        return switch (name) {
            case "ppoll" -> 2;
            case "epoll_pwait2" -> 3;
            default -> 4;
        };
    }

    private static Optional<Duration> time(long seconds, long fraction, long unit) {
        boolean sane = seconds >= 0 && fraction >= 0 && fraction < NANOS_PER_SECOND / unit;
        return sane
                ? Optional.of(Duration.ofSeconds(Math.min(LONGEST_SECONDS, seconds), fraction * unit))
                : Optional.empty();
    }

    /** Descriptors, and whether input is waited for; without input it is room to write. */
    Map<Integer, Boolean> descriptors(String name, At at, Position.InCall call) {
        if (name.startsWith("epoll")) {
            Map<Integer, Boolean> fds = new TreeMap<>();
            String info = proc.text(at.fdInfo(call.descriptor(0))).orElse("");
            FdInfoParser.watched(info).forEach(watched -> fds.put(watched.fd(), watched.reading()));
            return fds;
        }
        return name.endsWith("poll")
                ? pollfds(at.pid(), call.argument(0), call.argument(1))
                : selected(at.pid(), call.descriptor(0), call.argument(1), call.argument(2));
    }

    private Map<Integer, Boolean> pollfds(long pid, long address, long count) {
        Map<Integer, Boolean> fds = new TreeMap<>();
        int most = (int) Math.max(0, Math.min(MOST, count));
        Optional<ByteBuffer> array = proc.memory(pid, address, most * POLLFD_SIZE);
        for (int i = 0; array.isPresent() && i < most; i++) {
            int fd = array.get().getInt(i * POLLFD_SIZE);
            int events = array.get().getShort(i * POLLFD_SIZE + EVENTS);
            // Without events it only hears of errors.
            if (fd >= 0 && events != 0) {
                fds.put(fd, (events & INPUT) != 0);
            }
        }
        return fds;
    }

    private Map<Integer, Boolean> selected(long pid, int bits, long reading, long writing) {
        Map<Integer, Boolean> fds = new TreeMap<>();
        int length = Math.min(MOST, (Math.max(0, bits) + BITS - 1) / BITS);
        for (long address : new long[] {writing, reading}) {
            Optional<ByteBuffer> set = proc.memory(pid, address, length);
            for (int bit = 0; set.isPresent() && bit < length * BITS; bit++) {
                if ((set.get().get(bit / BITS) >> bit % BITS & 1) != 0) {
                    fds.put(bit, address == reading);
                }
            }
        }
        return fds;
    }
}
