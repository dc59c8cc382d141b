package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.spi.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All processes of the machine at one moment, counted once for all who ask at that time: two hundred stalls in one moment
 * share one look at the process table. Thread-safe.
 */
public final class Census {
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

    /** The time by which counts are asked for. */
    long now() {
        return ticker.nanos();
    }

    /** A count that was begun after {@code asked}, by whomever. */
    Count take(long asked) {
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
            add(entry, entry.parentPid(), children);
            if (!entry.dead()) {
                for (String name : table.variables(entry.pid(), cookiePrefix).keySet()) {
                    add(entry, name, marked);
                }
            }
        }
        return new Count(table, byPid, children, marked, selfAndAncestors(byPid), newest);
    }

    /** The living process of this number now; further threads have numbers too, and are none. */
    Optional<Entry> alive(long pid) {
        Optional<Entry> there = table.find(pid);
        return there.isPresent() && !there.get().dead() && table.isProcess(pid) ? there : Optional.empty();
    }

    private static <K> void add(Entry entry, K key, Map<K, List<Entry>> groups) {
        List<Entry> group = groups.get(key);
        if (group == null) {
            group = new ArrayList<>();
            groups.put(key, group);
        }
        group.add(entry);
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
