package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;

/** What a thread that polls waits for: the meaning of each descriptor that it polls. */
final class PolledSets {
    private final PollCalls calls;
    private final Descriptors descriptors;

    PolledSets(ProcFs proc, Descriptors descriptors) {
        this.calls = new PollCalls(proc);
        this.descriptors = descriptors;
    }

    Wait read(String name, At at, Position.InCall call) {
        boolean timed = PollCalls.isTimed(name, call);
        if (name.startsWith("epoll")) {
            return new Wait.OnEvents(name, descriptors.watchedBy(name, at, call.descriptor(0)), timed);
        }
        List<Wait> waits = new ArrayList<>();
        calls.descriptors(name, at, call)
                .forEach((fd, reading) ->
                        descriptors.polled(name, at, fd, reading).ifPresent(waits::add));
        // Nothing to poll is a sleep; a set that cannot be read is not.
        boolean none = call.argument(1) == 0 && (name.endsWith("poll") || call.argument(2) == 0);
        return none && timed ? new Wait.OnTimer(name) : new Wait.OnEvents(name, waits, timed);
    }
}
