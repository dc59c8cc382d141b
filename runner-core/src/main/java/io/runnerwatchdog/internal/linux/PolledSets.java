package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.Wait;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which descriptors a thread polls: read from its own memory, where poll(2) and select(2) were told them. */
final class PolledSets {
    private static final int MOST = 256;
    private static final int POLLFD_SIZE = 8; // struct pollfd: int fd, short events, short revents
    private static final int EVENTS = 4; // where the events are in it
    private static final int INPUT = 0x1 | 0x2; // POLLIN, POLLPRI
    private static final int BITS = 8;

    private final ProcFs proc;
    private final Descriptors descriptors;

    PolledSets(ProcFs proc, Descriptors descriptors) {
        this.proc = proc;
        this.descriptors = descriptors;
    }

    Wait read(String name, At at, Position.InCall call) {
        if (name.startsWith("epoll")) {
            boolean timed = name.equals("epoll_pwait2") ? call.argument(3) != 0 : call.descriptor(3) >= 0;
            return new Wait.OnEvents(name, descriptors.watchedBy(name, at, call.descriptor(0)), timed);
        }
        boolean poll = name.endsWith("poll");
        boolean timed = name.equals("poll") ? call.descriptor(2) >= 0 : call.argument(poll ? 2 : 4) != 0;
        Map<Integer, Boolean> fds = poll
                ? pollfds(at.pid(), call.argument(0), call.argument(1))
                : selected(at.pid(), call.descriptor(0), call.argument(1), call.argument(2));
        List<Wait> waits = new ArrayList<>();
        fds.forEach((fd, reading) -> descriptors.polled(name, at, fd, reading).ifPresent(waits::add));
        // Nothing to poll is a sleep; a set that cannot be read is not.
        boolean none = poll ? call.argument(1) == 0 : call.argument(1) == 0 && call.argument(2) == 0;
        return none && timed ? new Wait.OnTimer(name) : new Wait.OnEvents(name, waits, timed);
    }

    /** Descriptors, and whether input is waited for; without input it is room to write. */
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
