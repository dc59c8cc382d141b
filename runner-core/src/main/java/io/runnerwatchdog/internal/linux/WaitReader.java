package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.internal.linux.SyscallParser.Position;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.Wait.Halted.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final int P_PIDFD = 3;
    private static final int PATH_LENGTH = 256;

    private final Scene scene;
    private final ProcFs proc;
    private final Descriptors descriptors;
    private final PolledSets polledSets;
    private final FutexReader futexes;
    private final FileLocks fileLocks;
    private final WaitGuess guess;

    WaitReader(Scene scene) {
        this.scene = scene;
        this.proc = scene.proc();
        this.descriptors = new Descriptors(scene);
        this.polledSets = new PolledSets(proc, descriptors);
        this.futexes = new FutexReader(scene);
        this.fileLocks = new FileLocks(scene);
        this.guess = new WaitGuess(scene, descriptors, fileLocks);
    }

    /** What this thread, of this state, waits for. */
    Wait read(At at, ProcessState state) {
        if (state.isDead()) {
            return new Wait.Ended();
        }
        if (state == ProcessState.STOPPED) {
            return new Wait.Halted(Kind.STOPPED, Optional.empty());
        }
        if (state == ProcessState.TRACED) {
            return new Wait.Halted(Kind.TRACED, tracer(at));
        }
        String wchan = proc.text(at.file("wchan")).orElse("0").strip();
        if (wchan.equals("__refrigerator")) {
            return new Wait.Halted(Kind.FROZEN, Optional.empty());
        }
        Optional<Position> position = position(at.file("syscall"), state);
        if (position.isEmpty()) {
            return state == ProcessState.RUNNING ? new Wait.ForCpu() : guess.of(at, wchan, state);
        }
        if (position.get() instanceof Position.Running) {
            return new Wait.ForCpu();
        }
        if (position.get() instanceof Position.InCall call) {
            return inCall(at, state, wchan, call);
        }
        return wchan.equals("get_signal") || wchan.equals("do_freezer_trap")
                ? new Wait.Halted(Kind.FROZEN, Optional.empty())
                : new Wait.OnFile("page fault", "", state == ProcessState.DISK_SLEEP, Optional.empty());
    }

    private Optional<Party> tracer(At at) {
        OptionalLong pid = StatusParser.tracer(proc.text(at.file("status")).orElse(""));
        return pid.isPresent() ? Optional.of(scene.kin().party(pid.getAsLong())) : Optional.empty();
    }

    private Optional<Position> position(String file, ProcessState state) {
        Optional<Position> position = Optional.empty();
        for (int look = 0; look < LOOKS; look++) {
            position = proc.text(file).flatMap(SyscallParser::parse);
            // State and call are two reads: a sleeper that seems to run was caught between two short sleeps.
            if (state == ProcessState.RUNNING || !(position.orElse(null) instanceof Position.Running)) {
                return position;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return position;
    }

    private Wait inCall(At at, ProcessState state, String wchan, Position.InCall call) {
        boolean uninterruptible = state == ProcessState.DISK_SLEEP;
        String name = scene.calls().name(call.number()).orElse("");
        return switch (name) {
            case "read", "readv", "pread64", "preadv", "preadv2" ->
                onData(name, at, call, false, wchan, uninterruptible);
            case "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "splice", "tee", "vmsplice" ->
                onData(name, at, call, true, wchan, uninterruptible);
            case "connect", "accept", "accept4", "recvfrom", "recvmsg", "recvmmsg", "ioctl" ->
                descriptors.blockingCall(name, at, call.descriptor(0), false, uninterruptible);
            case "sendto", "sendmsg", "sendmmsg" ->
                descriptors.blockingCall(name, at, call.descriptor(0), true, uninterruptible);
            case "flock" -> fileLocks.waitedFor(name, at, call.descriptor(0));
            case "fcntl" ->
                isLockCommand(call.argument(1))
                        ? fileLocks.waitedFor(name, at, call.descriptor(0))
                        : descriptors.blockingCall(name, at, call.descriptor(0), false, uninterruptible);
            case "futex" -> futexes.read(at, call);
            case "futex_wait", "futex_waitv" ->
                new Wait.OnFutex(name, Wait.OnFutex.Kind.SIGNAL, false, Optional.empty());
            case "wait4" -> new Wait.OnChild(name, positive(call.descriptor(0)));
            case "waitid" -> new Wait.OnChild(name, waitedFor(at, call));
            case "vfork", "clone", "clone3", "fork" -> new Wait.OnChild(name, OptionalLong.empty());
            case "nanosleep", "clock_nanosleep" -> new Wait.OnTimer(name);
            case "poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2" ->
                polledSets.read(name, at, call);
            case "semop", "semtimedop", "msgrcv", "msgsnd", "mq_timedreceive", "mq_timedsend" ->
                new Wait.OnFutex(name, Wait.OnFutex.Kind.SIGNAL, false, Optional.empty());
            case "pause", "rt_sigsuspend", "rt_sigtimedwait" -> new Wait.OnSignal(name);
            case "restart_syscall" -> restarted(at, call, wchan);
            case "io_uring_enter", "io_getevents", "io_pgetevents" -> new Wait.Unknown(name);
            case "mmap", "munmap", "mremap", "brk", "msync", "madvise", "sync", "exit_group", "sched_yield" ->
                // Their arguments are no paths: what stands there in memory is the program's own business.
                new Wait.OnFile(name, "", uninterruptible, Optional.empty());
            case "" -> guess.of(at, wchan, state);
            default -> onFile(name, at, call, wchan, uninterruptible);
        };
    }

    /** A read or write; the kernel function tells a named pipe from a file, which are called alike. */
    private Wait onData(
            String name, At at, Position.InCall call, boolean writing, String wchan, boolean uninterruptible) {
        int fd = call.descriptor(0);
        Wait wait = descriptors.blockingCall(name, at, fd, writing, uninterruptible);
        boolean inPipe = wchan.contains("pipe_read") || wchan.contains("pipe_write") || wchan.equals("pipe_wait");
        return wait instanceof Wait.OnFile file && inPipe
                ? descriptors.onPipe(name, at, fd, file.file(), writing)
                : wait;
    }

    /** The kernel keeps the arguments of a call that it goes on with after a stop, not its number. */
    private Wait restarted(At at, Position.InCall call, String wchan) {
        if (wchan.contains("poll") || wchan.contains("select")) {
            return polledSets.read("poll", at, call);
        }
        return wchan.contains("futex") ? futexes.read(at, call) : new Wait.OnTimer("nanosleep");
    }

    private OptionalLong waitedFor(At at, Position.InCall call) {
        if (call.descriptor(0) == P_PIDFD) {
            return FdInfoParser.process(scene.fdInfo(at, call.descriptor(1)));
        }
        return call.descriptor(0) == P_PID ? positive(call.descriptor(1)) : OptionalLong.empty();
    }

    private Wait onFile(String name, At at, Position.InCall call, String wchan, boolean uninterruptible) {
        boolean byDescriptor = name.startsWith("f") && !name.startsWith("faccess") && !name.endsWith("at")
                || name.startsWith("getdents")
                || name.equals("close")
                || name.startsWith("sync");
        if (byDescriptor) {
            return descriptors.blockingCall(name, at, call.descriptor(0), true, uninterruptible);
        }
        boolean relative = name.endsWith("at")
                || name.startsWith("openat")
                || name.equals("renameat2")
                || name.equals("faccessat2")
                || name.equals("statx");
        String path = path(at.pid(), call.argument(relative ? 1 : 0));
        return name.startsWith("open") && (wchan.equals("wait_for_partner") || wchan.equals("fifo_open"))
                ? new Wait.OnNamedPipe(path)
                : new Wait.OnFile(name, path, uninterruptible, scene.machine().mountOf(at.pid(), path));
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
