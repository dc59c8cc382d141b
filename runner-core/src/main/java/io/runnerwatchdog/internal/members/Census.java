package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.spi.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All processes of the machine at one moment, counted once for all who ask at that time: two hundred stalls in one moment
 * share one look at the process table. Thread-safe.
 */
public final class Census {
    /**
     * One count.
     *
     * @param children the living and dead children of each process number
     * @param marked the processes that carry a cookie of this watchdog, by the cookie's name
     * @param untouchable the host itself and its ancestors: whatever they look like, they belong to no run
     * @param newestBefore the number that had been given out last when the count began
     */
    record Count(
            Map<Long, Entry> byPid,
            Map<Long, List<Entry>> children,
            Map<String, List<Entry>> marked,
            Set<Long> untouchable,
            OptionalLong newestBefore) {}

    private final ProcessTable table;
    private final String cookiePrefix;
    private final Ticker ticker;
    private final long self = ProcessHandle.current().pid();
    private Count last;
    private long startedAt;

    /** @param cookiePrefix how the cookies of this watchdog begin; not empty, or everybody would carry one */
    public Census(ProcessTable table, String cookiePrefix, Ticker ticker) {
        if (cookiePrefix.isEmpty()) {
            throw new IllegalArgumentException("cookiePrefix must not be empty");
        }
        this.table = table;
        this.cookiePrefix = cookiePrefix;
        this.ticker = ticker;
    }

    /** A count that was begun after this call, by whomever. */
    Count take() {
        long asked = ticker.nanos();
        synchronized (this) {
            // Whoever waited here while another counted may have that count, if it was begun late enough.
            if (last == null || startedAt - asked < 0) {
                startedAt = ticker.nanos();
                last = count();
            }
            return last;
        }
    }

    ProcessTable table() {
        return table;
    }

    String cookiePrefix() {
        return cookiePrefix;
    }

    long self() {
        return self;
    }

    private Count count() {
        OptionalLong newest = table.newestNumber();
        Map<Long, Entry> byPid = new HashMap<>();
        Map<Long, List<Entry>> children = new HashMap<>();
        Map<String, List<Entry>> marked = new HashMap<>();
        for (Entry entry : table.all()) {
            byPid.put(entry.pid(), entry);
            children.computeIfAbsent(entry.parentPid(), pid -> new ArrayList<>())
                    .add(entry);
            if (!entry.dead()) {
                for (String name : table.variables(entry.pid(), cookiePrefix).keySet()) {
                    marked.computeIfAbsent(name, cookie -> new ArrayList<>()).add(entry);
                }
            }
        }
        return new Count(byPid, children, marked, selfAndAncestors(byPid), newest);
    }

    private Set<Long> selfAndAncestors(Map<Long, Entry> byPid) {
        Set<Long> line = new HashSet<>();
        for (Entry at = byPid.get(self); at != null && line.add(at.pid()); at = byPid.get(at.parentPid())) {
            // Each step goes to the parent; a number met twice ends it.
        }
        line.add(self);
        return line;
    }
}
