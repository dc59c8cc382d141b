package io.runnerwatchdog.internal.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which members of a tree hold which end of which pipe, and which socket. Immutable once made. */
public final class PipeEnds {
    /** No ends: nobody waits for a pipe, so nobody looked. */
    static final PipeEnds NONE = new PipeEnds(Map.of());

    /** One process at one end. */
    record End(long pid, boolean writes) {}

    private final Map<String, List<End>> ends;

    private PipeEnds(Map<String, List<End>> ends) {
        this.ends = ends;
    }

    static PipeEnds of(ProcFs proc, List<Long> pids) {
        Map<String, List<End>> ends = new HashMap<>();
        for (long pid : pids) {
            proc.openFiles(pid).forEach((fd, target) -> {
                if (target.startsWith("pipe:")) {
                    boolean writes =
                            FdInfoParser.writes(proc.text(pid + "/fdinfo/" + fd).orElse(""));
                    ends.computeIfAbsent(target, pipe -> new ArrayList<>()).add(new End(pid, writes));
                }
            });
        }
        return new PipeEnds(ends);
    }

    /** The members that could end a wait on this pipe: the writers for a reader, and the other way round. */
    List<Long> others(String pipe, long waiter, boolean waiterWrites) {
        return ends.getOrDefault(pipe, List.of()).stream()
                .filter(end -> end.writes() != waiterWrites && end.pid() != waiter)
                .map(End::pid)
                .distinct()
                .toList();
    }
}
