package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each {@link Trace} leads to among the processes of one count.
 *
 * <p>It never leads to the host or to an ancestor of it. A session and a pipe are weak traces, which a stranger could have
 * come upon: they do not lead to a process of another user, nor to one older than the run, nor to a child that the host is
 * just starting. Has one user at a time.
 */
final class Traces {
    private final Census census;
    private final ProcessTable table;
    private final FamilyMarks marks;
    private final Count count;
    private final Set<ProcessIdentity> members;

    /** @param members those that are known; it may grow while this is used */
    Traces(Census census, FamilyMarks marks, Count count, Set<ProcessIdentity> members) {
        this.census = census;
        this.table = census.table();
        this.marks = marks;
        this.count = count;
        this.members = members;
    }

    /** The first process; it may have dropped its cookie, so it is known by its handle as well. */
    Optional<Entry> root() {
        // Asked after the count: the handle knows when its process started, so if that lives now, the number was its
        // own then.
        if (marks.root().isEmpty() || !marks.root().get().isAlive()) {
            return Optional.empty();
        }
        Entry entry = count.byPid().get(marks.root().get().pid());
        return entry != null && mayBeTouched(entry) ? Optional.of(entry) : Optional.empty();
    }

    List<Entry> byCookie() {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.COOKIE)) {
            for (Map.Entry<String, List<Entry>> marked : count.marked().entrySet()) {
                if (marks.isCookie(marked.getKey())) {
                    addTouchable(marked.getValue(), found);
                }
            }
        }
        return found;
    }

    List<Entry> byGroup() {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.GROUP) && marks.group().isPresent()) {
            for (long pid : marks.group().get().get()) {
                Entry counted = count.byPid().get(pid);
                // It may be younger than the count.
                Optional<Entry> there = counted == null ? table.find(pid) : Optional.of(counted);
                if (there.isPresent() && !there.get().dead() && mayBeTouched(there.get())) {
                    found.add(there.get());
                }
            }
        }
        return found;
    }

    List<Entry> children(ProcessIdentity parent) {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.DESCENT) && find(parent).isPresent()) {
            addTouchable(count.children(parent.pid()), found);
        }
        return found;
    }

    private void addTouchable(List<Entry> entries, List<Entry> found) {
        for (Entry entry : entries) {
            if (mayBeTouched(entry)) {
                found.add(entry);
            }
        }
    }

    List<Entry> bySession(Sessions sessions) {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.SESSION) && !members.isEmpty()) {
            for (Entry stranger : strangers()) {
                if (sessions.contain(stranger, count) && mayBeTaken(stranger)) {
                    found.add(stranger);
                }
            }
        }
        return found;
    }

    List<Entry> byOutput() {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.OUTPUT) && !marks.pipes().isEmpty() && !members.isEmpty()) {
            for (Entry stranger : strangers()) {
                if (mayBeTaken(stranger) && count.holdsAny(stranger.pid(), marks.pipes())) {
                    found.add(stranger);
                }
            }
        }
        return found;
    }

    List<Entry> byMark() {
        List<Entry> found = new ArrayList<>();
        if (marks.follows(Trace.MARK) && marks.mark().isPresent()) {
            MarkRange range = marks.mark().get();
            for (Entry stranger : strangers()) {
                if (range.contains(count.mark(stranger.pid()))) {
                    found.add(stranger);
                }
            }
        }
        return found;
    }

    /** Who is no member, and not older than the oldest that is known. */
    private List<Entry> strangers() {
        // Where nobody is known yet, as when only a mark speaks for what all runs have left, no age is too great.
        long begun = members.isEmpty() ? 0 : Long.MAX_VALUE;
        for (ProcessIdentity member : members) {
            begun = Math.min(begun, member.startTime());
        }
        List<Entry> found = new ArrayList<>();
        for (Entry entry : count.byPid().values()) {
            if (entry.identity().startTime() >= begun
                    && !entry.dead()
                    && !members.contains(entry.identity())
                    && mayBeTouched(entry)) {
                found.add(entry);
            }
        }
        return found;
    }

    private boolean mayBeTaken(Entry entry) {
        // A child that the host is just starting, for whatever purpose, holds all that the host holds, until it becomes
        // another program.
        return entry.parentPid() != census.self() && count.owner(entry.pid()).equals(count.owner(census.self()));
    }

    private boolean mayBeTouched(Entry entry) {
        return !count.untouchable().contains(entry.pid());
    }

    Optional<Entry> find(ProcessIdentity member) {
        // One that has just been born is not in the count.
        Entry counted = count.byPid().get(member.pid());
        Optional<Entry> there = counted == null ? table.find(member.pid()) : Optional.of(counted);
        return there.isPresent() && there.get().identity().equals(member) ? there : Optional.empty();
    }
}
