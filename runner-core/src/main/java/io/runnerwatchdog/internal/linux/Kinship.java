package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How any process of the machine stands to a tree. Immutable once made. */
final class Kinship {
    private static final int DEEPEST = 64;

    private final Machine machine;
    private final Set<Long> members;
    private final Set<Long> above;

    /** @param pids the tree, the root first */
    Kinship(ProcFs proc, Machine machine, List<Long> pids) {
        this.machine = machine;
        this.members = Set.copyOf(pids);
        this.above = new HashSet<>();
        above.add(ProcessHandle.current().pid());
        long pid = pids.isEmpty() ? 0 : pids.get(0);
        for (int depth = 0; depth < DEEPEST && pid > 0; depth++) {
            pid = proc.process(pid).map(ProcStat::parentPid).orElse(0L);
            if (pid > 0) {
                above.add(pid);
            }
        }
    }

    private Kinship(Machine machine, Set<Long> members, Set<Long> above) {
        this.machine = machine;
        this.members = members;
        this.above = above;
    }

    /** The same family, called as it is then. */
    Kinship later(Machine then) {
        return new Kinship(then, members, above);
    }

    Party party(long pid) {
        Standing standing =
                members.contains(pid) ? Standing.MEMBER : above.contains(pid) ? Standing.ABOVE : Standing.OUTSIDE;
        return new Party(pid, machine.name(pid), machine.title(pid), standing);
    }

    /** These processes, members first. */
    List<Party> parties(List<Long> pids) {
        return pids.stream()
                .distinct()
                .map(this::party)
                .sorted((one, other) -> one.standing().compareTo(other.standing()))
                .toList();
    }
}
