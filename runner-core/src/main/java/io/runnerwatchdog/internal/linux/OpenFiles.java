package io.runnerwatchdog.internal.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which processes of the machine have what open, by the kernel's name for it. Immutable once made. */
final class OpenFiles {
    private static final int MOST_PROCESSES = 20_000;
    private static final int MOST_FILES = 200_000;

    /** One descriptor of one process. */
    record Use(long pid, int fd) {}

    private final Map<String, List<Use>> uses = new HashMap<>();

    /** Looks through all processes that may be looked into. */
    OpenFiles(ProcFs proc) {
        int files = 0;
        List<Long> pids = proc.numbers("");
        for (long pid : pids.subList(0, Math.min(MOST_PROCESSES, pids.size()))) {
            for (Map.Entry<Integer, String> file : proc.openFiles(pid).entrySet()) {
                if (++files > MOST_FILES) {
                    return;
                }
                uses.computeIfAbsent(file.getValue(), name -> new ArrayList<>(2))
                        .add(new Use(pid, file.getKey()));
            }
        }
    }

    /** Who has this open. */
    List<Use> of(String name) {
        return uses.getOrDefault(name, List.of());
    }

    /** Whether this process has it open. */
    boolean has(long pid, String name) {
        return of(name).stream().anyMatch(use -> use.pid() == pid);
    }
}
