package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All processes at one moment. What takes longer to find out about one is found out when it is first asked for, and once for
 * all who share the count. Thread-safe.
 */
final class Count {
    private final ProcessTable table;
    private final Map<Long, Entry> byPid;
    private final Map<Long, List<Entry>> children;
    private final Map<String, List<Entry>> marked;
    private final Set<Long> untouchable;
    private final OptionalLong newestBefore;
    private final Map<Long, Set<String>> pipes = new ConcurrentHashMap<>();
    private final Map<Long, OptionalLong> owners = new ConcurrentHashMap<>();
    private final Map<Long, OptionalLong> marks = new ConcurrentHashMap<>();

    /**
     * @param children the living and dead children of each process number
     * @param marked the processes that carry a cookie of this watchdog, by the cookie's name
     * @param untouchable the host itself and its ancestors: whatever they look like, they belong to no run
     * @param newestBefore the number that had been given out last when the count began
     */
    Count(
            ProcessTable table,
            Map<Long, Entry> byPid,
            Map<Long, List<Entry>> children,
            Map<String, List<Entry>> marked,
            Set<Long> untouchable,
            OptionalLong newestBefore) {
        this.table = table;
        this.byPid = byPid;
        this.children = children;
        this.marked = marked;
        this.untouchable = untouchable;
        this.newestBefore = newestBefore;
    }

    Map<Long, Entry> byPid() {
        return byPid;
    }

    List<Entry> children(long pid) {
        return children.getOrDefault(pid, List.of());
    }

    Map<String, List<Entry>> marked() {
        return marked;
    }

    Set<Long> untouchable() {
        return untouchable;
    }

    OptionalLong newestBefore() {
        return newestBefore;
    }

    boolean holdsAny(long pid, Set<String> wanted) {
        return pipes.computeIfAbsent(pid, table::pipes).stream().anyMatch(wanted::contains);
    }

    OptionalLong owner(long pid) {
        return owners.computeIfAbsent(pid, table::owner);
    }

    OptionalLong mark(long pid) {
        return marks.computeIfAbsent(pid, table::mark);
    }
}
