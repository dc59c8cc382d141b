package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A machine made by hand: whoever is on it was put there by the test. */
final class Machine implements ProcessTable {
    private final Map<Long, Entry> processes = new HashMap<>();
    private final Map<Long, String> cookies = new HashMap<>();
    private final Map<Long, String> files = new HashMap<>();
    private final Set<Long> ownedByAnother = new HashSet<>();
    private final Map<Long, Long> marks = new HashMap<>();
    private final Set<Long> threads = new HashSet<>();
    private final Map<Long, Runnable> whenLookedUp = new HashMap<>();
    private OptionalLong newest = OptionalLong.empty();
    long counts;

    static Entry entry(long pid, long parent, long group, long session, long startTime) {
        return new Entry(new ProcessIdentity(pid, startTime), parent, group, session, "sh", ProcessState.SLEEPING);
    }

    void start(long pid, long parent, long startTime, String cookie) {
        put(entry(pid, parent, 0, 0, startTime), cookie);
    }

    void put(Entry entry, String cookie) {
        processes.put(entry.pid(), entry);
        cookies.remove(entry.pid());
        if (cookie != null) {
            cookies.put(entry.pid(), cookie);
        }
    }

    void holds(long pid, String file) {
        files.put(pid, file);
    }

    void ownedByAnother(long pid) {
        ownedByAnother.add(pid);
    }

    void end(long pid) {
        processes.remove(pid);
        cookies.remove(pid);
        files.remove(pid);
    }

    @Override
    public List<Entry> all() {
        counts++;
        return new ArrayList<>(processes.values());
    }

    @Override
    public Optional<Entry> find(long pid) {
        Optional<Entry> there = Optional.ofNullable(processes.get(pid));
        whenLookedUp.getOrDefault(pid, () -> {}).run();
        return there;
    }

    /** Something happens just after this number was looked up for the first time. */
    void afterLookingUp(long pid, Runnable happens) {
        whenLookedUp.put(pid, () -> {
            whenLookedUp.remove(pid);
            happens.run();
        });
    }

    /** This number is a further thread of some process. */
    void thread(long pid) {
        start(pid, 1, 1, null);
        threads.add(pid);
    }

    void marked(long pid, long mark) {
        marks.put(pid, mark);
    }

    /** The numbers up to this one are given out; empty at first: the machine does not tell. */
    void newest(long pid) {
        newest = OptionalLong.of(pid);
    }

    @Override
    public OptionalLong newestNumber() {
        return newest;
    }

    @Override
    public OptionalLong mark(long pid) {
        return marks.containsKey(pid) ? OptionalLong.of(marks.get(pid)) : OptionalLong.empty();
    }

    @Override
    public boolean isProcess(long pid) {
        return !threads.contains(pid);
    }

    @Override
    public List<Long> children(long pid) {
        return processes.values().stream()
                .filter(entry -> entry.parentPid() == pid)
                .map(Entry::pid)
                .toList();
    }

    @Override
    public Map<String, String> variables(long pid, String prefix) {
        return Optional.ofNullable(cookies.get(pid))
                .filter(name -> name.startsWith(prefix))
                .map(name -> Map.of(name, "1:1:"))
                .orElse(Map.of());
    }

    @Override
    public String commandLine(Entry entry) {
        return entry.name();
    }

    @Override
    public OptionalLong owner(long pid) {
        return OptionalLong.of(ownedByAnother.contains(pid) ? 2 : 1);
    }

    @Override
    public Set<String> pipes(long pid) {
        return Optional.ofNullable(files.get(pid)).map(Set::of).orElse(Set.of());
    }
}
