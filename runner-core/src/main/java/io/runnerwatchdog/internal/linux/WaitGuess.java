package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.internal.linux.Scene.At;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a thread may wait for whose system call cannot be read: the kernel function in which it sleeps, and which of its
 * process' descriptors such a function can be about. With several candidates it is any of them.
 */
final class WaitGuess {
    private static final int MOST = 16;

    private final Scene scene;
    private final Descriptors descriptors;
    private final FileLocks fileLocks;

    WaitGuess(Scene scene, Descriptors descriptors, FileLocks fileLocks) {
        this.scene = scene;
        this.descriptors = descriptors;
        this.fileLocks = fileLocks;
    }

    Wait of(At at, String wchan, ProcessState state) {
        Optional<Wait> locked = fileLocks.listed(at);
        if (locked.isPresent()) {
            return locked.get();
        }
        Wait plain = WaitChannels.meaning(wchan, state == ProcessState.DISK_SLEEP);
        List<Wait> candidates = candidates(at, wchan);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        return candidates.isEmpty() ? plain : new Wait.OnEvents(wchan, candidates, false);
    }

    private List<Wait> candidates(At at, String wchan) {
        return switch (WaitChannels.family(wchan)) {
            case PIPE_READ -> blocking(at, "read", false, (fd, target) -> isPipe(at, fd, target, false));
            case PIPE_WRITE -> blocking(at, "write", true, (fd, target) -> isPipe(at, fd, target, true));
            case SOCKET -> blocking(at, "recv or send", false, (fd, target) -> target.startsWith("socket:"));
            case ACCEPT -> blocking(at, "accept", false, (fd, target) -> target.startsWith("socket:"));
            case WOKEN ->
                blocking(
                        at,
                        "recv or read",
                        false,
                        (fd, target) -> target.startsWith("socket:")
                                || target.contains("inotify")
                                || Descriptors.isTerminal(target));
            case POLL -> polled(at);
            case EVENTFD -> blocking(at, "read", false, (fd, target) -> target.contains("eventfd"));
            case OTHER -> List.of();
        };
    }

    private boolean isPipe(At at, int fd, String target, boolean writing) {
        String info = target.startsWith("pipe:") ? scene.fdInfo(at, fd) : "";
        return !info.isEmpty() && (writing ? FdInfoParser.writes(info) : FdInfoParser.reads(info));
    }

    private List<Wait> blocking(At at, String call, boolean writing, BiPredicate<Integer, String> fits) {
        List<Wait> waits = new ArrayList<>();
        for (Map.Entry<Integer, String> file : scene.proc().openFiles(at.tid()).entrySet()) {
            if (waits.size() < MOST && fits.test(file.getKey(), file.getValue())) {
                waits.add(descriptors.blockingCall(call, at, file.getKey(), writing, false));
            }
        }
        return waits;
    }

    private List<Wait> polled(At at) {
        List<Wait> waits = new ArrayList<>();
        for (Map.Entry<Integer, String> file : scene.proc().openFiles(at.tid()).entrySet()) {
            boolean ours = file.getKey() == 1 || file.getKey() == 2;
            if (waits.size() < MOST && !ours && !file.getValue().startsWith("/")) {
                descriptors.polled("poll", at, file.getKey(), true).ifPresent(waits::add);
            }
        }
        return waits;
    }
}
