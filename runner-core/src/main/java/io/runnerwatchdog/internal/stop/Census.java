package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.stop.ProcessTable.Entry;
import io.runnerwatchdog.spi.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     */
    record Count(Map<Long, Entry> byPid, Map<Long, List<Entry>> children, Map<String, List<Entry>> marked) {}

    private final ProcessTable table;
    private final String cookiePrefix;
    private final Ticker ticker;
    private Count last;
    private long startedAt;

    public Census(ProcessTable table, String cookiePrefix, Ticker ticker) {
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

    private Count count() {
        Map<Long, Entry> byPid = new HashMap<>();
        Map<Long, List<Entry>> children = new HashMap<>();
        Map<String, List<Entry>> marked = new HashMap<>();
        for (Entry entry : table.all()) {
            byPid.put(entry.identity().pid(), entry);
            children.computeIfAbsent(entry.parentPid(), pid -> new ArrayList<>())
                    .add(entry);
            if (!entry.dead()) {
                for (String name : table.variables(entry.identity().pid(), cookiePrefix)) {
                    marked.computeIfAbsent(name, cookie -> new ArrayList<>()).add(entry);
                }
            }
        }
        return new Count(byPid, children, marked);
    }
}
