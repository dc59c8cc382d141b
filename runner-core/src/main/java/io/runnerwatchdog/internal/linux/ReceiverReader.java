package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds the threads of a tree that wait for input at sockets. A look costs some four microseconds a thread, and ten times
 * that for one that is found. Thread-safe.
 */
public final class ReceiverReader {
    private static final int MOST_THREADS = 1_000;
    private static final int SIGALRM = 14;

    /** A thread that is met awake is looked at again: what trickles in wakes it for some ten microseconds. */
    private static final int MOST_LOOKS_AGAIN = 8;

    private static final long BETWEEN_LOOKS = Duration.ofMillis(2).toNanos();

    private final ProcFs proc;
    private final SyscallTable calls;
    private final PollCalls polls;
    private final Ticker ticker;

    public ReceiverReader(ProcFs proc, Ticker ticker) {
        this(proc, ticker, SyscallTable.ofThisMachine());
    }

    ReceiverReader(ProcFs proc, Ticker ticker, SyscallTable calls) {
        this.proc = proc;
        this.ticker = ticker;
        this.calls = calls;
        this.polls = new PollCalls(proc);
    }

    /** Who waits for input at a socket at this moment. */
    public Receiver.Look look(List<Long> pids) {
        long begun = ticker.nanos();
        List<Receiver> found = new ArrayList<>();
        Patience patience = new Patience();
        int left = MOST_THREADS;
        for (long pid : pids) {
            Optional<ProcessIdentity> process = proc.process(pid).map(ProcStat::identity);
            List<Long> tids = process.isPresent() ? proc.numbers(pid + "/task") : List.of();
            for (long tid : tids.stream().sorted().limit(left).toList()) {
                receiver(process.get(), new At(pid, tid), patience).ifPresent(found::add);
                left--;
            }
        }
        return new Receiver.Look(begun, ticker.nanos(), found, !patience.wasTried);
    }

    /** How often threads that are met awake may be looked at again, in one look at a tree. */
    private static final class Patience {
        private int looks = MOST_LOOKS_AGAIN;
        private boolean wasTried;

        boolean looksAgain() {
            wasTried = true;
            if (looks-- <= 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
            return true;
        }
    }

    private Optional<Receiver> receiver(ProcessIdentity process, At at, Patience patience) {
        while (true) {
            Optional<Position> position = position(at);
            boolean awake = position.orElse(null) instanceof Position.Running;
            if (!awake && !(position.orElse(null) instanceof Position.InCall call && mayReceive(name(call)))) {
                return Optional.empty();
            }
            long slices = slices(at);
            Optional<Receiver> receiver = position(at)
                    .filter(Position.InCall.class::isInstance)
                    .flatMap(now -> receiver(process, at, slices, (Position.InCall) now));
            // Woken in between, it may be in another wait than the one that the number belongs to.
            if (!awake && slices(at) == slices) {
                return receiver;
            }
            if (!patience.looksAgain()) {
                return Optional.empty();
            }
        }
    }

    private Optional<Position> position(At at) {
        return proc.text(at.file("syscall")).flatMap(SyscallParser::parse);
    }

    private String name(Position.InCall call) {
        return calls.name(call.number()).orElse("");
    }

    /** Not the calls named read: the kernel counts their bytes, see {@link io.runnerwatchdog.observe.IoFacts}. */
    private static boolean isReceive(String name) {
        return name.equals("recvfrom") || name.equals("recvmsg");
    }

    private static boolean mayReceive(String name) {
        return isReceive(name) || PollCalls.isOne(name);
    }

    private long slices(At at) {
        return ThreadReader.schedstat(proc.text(at.file("schedstat")).orElse(""))[2];
    }

    private Optional<Receiver> receiver(ProcessIdentity process, At at, long slices, Position.InCall call) {
        String name = name(call);
        if (!mayReceive(name)) {
            return Optional.empty();
        }
        Map<Integer, Boolean> fds =
                isReceive(name) ? Map.of(call.descriptor(0), true) : polls.descriptors(name, at, call);
        Set<Long> sockets = new HashSet<>();
        fds.forEach((fd, reading) -> {
            if (reading) {
                proc.link(at.fd(fd))
                        .filter(target -> target.startsWith(Descriptors.SOCKET))
                        .ifPresent(target -> sockets.add(Descriptors.inode(target)));
            }
        });
        boolean timed = !isReceive(name) && PollCalls.isTimed(name, call);
        Optional<Duration> timeout = timed ? polls.timeout(name, at.pid(), call) : Optional.empty();
        boolean unknown = timed && timeout.isEmpty();
        return sockets.isEmpty() || unknown
                ? Optional.empty()
                : Optional.of(new Receiver(process, at.tid(), slices, sockets, timeout));
    }

    /** Whether one of its sockets is an open TCP connection, and the process has no clock of its own to wake it. */
    public boolean hasConnectionAndNoAlarm(Receiver receiver) {
        long pid = receiver.process().pid();
        Machine machine = new Machine(proc);
        boolean connected = receiver.sockets().stream()
                .flatMap(inode -> machine.socket(pid, inode).stream())
                .anyMatch(socket ->
                        socket.protocol().equals("tcp") && socket.state().equals("ESTABLISHED"));
        // The handler of an alarm interrupts the call, which then goes on: git's progress meter ticks so each second.
        boolean alarms = StatusParser.catches(proc.text(pid + "/status").orElse(""), SIGALRM)
                || proc.text(pid + "/timers").isPresent();
        return connected && !alarms;
    }
}
