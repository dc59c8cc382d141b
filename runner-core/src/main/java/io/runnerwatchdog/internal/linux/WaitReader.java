package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Tells what one thread waits for. For one look at a tree; not thread-safe. */
final class WaitReader {
    /** A thread that sleeps in short turns is often met between two of them. */
    private static final int LOOKS = 4;

    private static final long BETWEEN_LOOKS = 2_000_000;

    private static final int SET_LOCK_AND_WAIT = 7; // F_SETLKW
    private static final int SET_OPEN_FILE_LOCK_AND_WAIT = 38; // F_OFD_SETLKW
    private static final int P_PID = 1;
    private static final int PATH_LENGTH = 256;

    private final ProcFs proc;
    private final SyscallTable calls;
    private final Descriptors descriptors;
    private final PolledSets polledSets;
    private final FutexReader futexes;
    private Optional<List<LocksParser.Lock>> locks = Optional.empty();

    WaitReader(ProcFs proc, SyscallTable calls, Descriptors descriptors) {
        this.proc = proc;
        this.calls = calls;
        this.descriptors = descriptors;
        this.polledSets = new PolledSets(proc, descriptors);
        this.futexes = new FutexReader(proc);
    }

    /** What this thread, of this state, waits for. */
    Wait read(long pid, long tid, ProcessState state) {
        if (state.isDead()) {
            return new Wait.Ended();
        }
        if (state == ProcessState.STOPPED || state == ProcessState.TRACED) {
            return new Wait.Halted(state == ProcessState.TRACED ? Wait.Halted.Kind.TRACED : Wait.Halted.Kind.STOPPED);
        }
        String thread = pid + "/task/" + tid;
        String wchan = proc.text(thread + "/wchan").orElse("0").strip();
        if (wchan.equals("__refrigerator")) {
            return new Wait.Halted(Wait.Halted.Kind.FROZEN);
        }
        Optional<Position> position = position(thread, state);
        if (position.isEmpty()) {
            return state == ProcessState.RUNNING
                    ? new Wait.ForCpu()
                    : WaitChannels.meaning(wchan, state == ProcessState.DISK_SLEEP);
        }
        if (position.get() instanceof Position.Running) {
            return new Wait.ForCpu();
        }
        if (position.get() instanceof Position.InCall call) {
            return inCall(pid, tid, state, wchan, call);
        }
        return wchan.equals("get_signal")
                ? new Wait.Halted(Wait.Halted.Kind.FROZEN)
                : new Wait.OnFile("page fault", "", state == ProcessState.DISK_SLEEP);
    }

    private Optional<Position> position(String thread, ProcessState state) {
        Optional<Position> position = Optional.empty();
        for (int look = 0; look < LOOKS; look++) {
            position = proc.text(thread + "/syscall").flatMap(SyscallParser::parse);
            // State and call are two reads: a sleeper that seems to run was caught between two short sleeps.
            if (state == ProcessState.RUNNING || !(position.orElse(null) instanceof Position.Running)) {
                return position;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return position;
    }

    private Wait inCall(long pid, long tid, ProcessState state, String wchan, Position.InCall call) {
        boolean uninterruptible = state == ProcessState.DISK_SLEEP;
        String name = calls.name(call.number()).orElse("");
        return switch (name) {
            case "read", "readv", "pread64", "preadv" ->
                descriptors.blockingCall(name, pid, call.descriptor(0), false, uninterruptible);
            case "write", "writev", "pwrite64", "pwritev", "sendfile", "splice" ->
                descriptors.blockingCall(name, pid, call.descriptor(0), true, uninterruptible);
            case "connect", "accept", "accept4", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg" ->
                descriptors.blockingCall(name, pid, call.descriptor(0), name.startsWith("send"), uninterruptible);
            case "flock" -> fileLock(name, pid, tid, call.descriptor(0));
            case "fcntl" ->
                isLockCommand(call.argument(1))
                        ? fileLock(name, pid, tid, call.descriptor(0))
                        : descriptors.blockingCall(name, pid, call.descriptor(0), false, uninterruptible);
            case "futex", "futex_waitv" -> futexes.read(pid, call);
            case "wait4" -> new Wait.OnChild(name, positive(call.descriptor(0)));
            case "waitid" ->
                new Wait.OnChild(
                        name, call.descriptor(0) == P_PID ? positive(call.descriptor(1)) : OptionalLong.empty());
            case "vfork", "clone", "clone3", "fork" -> new Wait.OnChild(name, OptionalLong.empty());
            case "nanosleep", "clock_nanosleep" -> new Wait.OnTimer(name);
            case "poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2" ->
                polledSets.read(name, pid, call);
            case "semop", "semtimedop", "msgrcv", "msgsnd" ->
                new Wait.OnFutex(name, name.equals("semtimedop"), OptionalLong.empty());
            case "pause", "rt_sigsuspend", "rt_sigtimedwait" -> new Wait.Unknown("waits for a signal, " + name);
            case "restart_syscall", "" -> WaitChannels.meaning(wchan, uninterruptible);
            default -> onFile(name, pid, call, wchan, uninterruptible);
        };
    }

    private Wait onFile(String name, long pid, Position.InCall call, String wchan, boolean uninterruptible) {
        boolean byDescriptor = name.startsWith("f") && !name.startsWith("faccess") && !name.startsWith("fchmodat")
                || name.startsWith("getdents")
                || name.equals("close")
                || name.startsWith("sync");
        if (byDescriptor) {
            return descriptors.blockingCall(name, pid, call.descriptor(0), true, uninterruptible);
        }
        boolean relative =
                name.endsWith("at") || name.startsWith("openat") || name.endsWith("2") || name.equals("statx");
        String path = path(pid, call.argument(relative ? 1 : 0));
        return name.startsWith("open") && (wchan.equals("wait_for_partner") || wchan.equals("fifo_open"))
                ? new Wait.OnNamedPipe(path)
                : new Wait.OnFile(name, path, uninterruptible);
    }

    private Wait fileLock(String call, long pid, long tid, int fd) {
        if (locks.isEmpty()) {
            locks = Optional.of(LocksParser.parse(proc.text("locks").orElse("")));
        }
        OptionalLong inode = FdInfoParser.inode(proc.text(pid + "/fdinfo/" + fd).orElse(""));
        OptionalLong holder = LocksParser.holder(locks.get(), tid, inode);
        String file = proc.link(pid + "/fd/" + fd).orElse("a file");
        boolean self = holder.isPresent() && holder.getAsLong() == pid;
        return new Wait.OnFileLock(call, file, self ? OptionalLong.empty() : holder);
    }

    private static boolean isLockCommand(long command) {
        return command == SET_LOCK_AND_WAIT || command == SET_OPEN_FILE_LOCK_AND_WAIT;
    }

    private static OptionalLong positive(int number) {
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The path that a call was given; empty where the memory cannot be read. Looks at no file. */
    private String path(long pid, long address) {
        for (int length = PATH_LENGTH; length >= 16; length /= 2) {
            // Near the end of a mapping fewer bytes can be read.
            Optional<ByteBuffer> bytes = proc.memory(pid, address, length);
            if (bytes.isPresent()) {
                String text = new String(bytes.get().array(), 0, length, StandardCharsets.UTF_8);
                int end = text.indexOf('\0');
                return end < 0 ? text : text.substring(0, end);
            }
        }
        return "";
    }
}
