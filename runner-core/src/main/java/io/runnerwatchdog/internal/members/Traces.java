package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        return marks.root()
                .filter(ProcessHandle::isAlive)
                .map(handle -> count.byPid().get(handle.pid()))
                .filter(this::mayBeTouched);
    }

    List<Entry> byCookie() {
        return marks.follows(Trace.COOKIE)
                ? count.marked().entrySet().stream()
                        .filter(each -> marks.isCookie(each.getKey()))
                        .map(Map.Entry::getValue)
                        .flatMap(List::stream)
                        .filter(this::mayBeTouched)
                        .toList()
                : List.of();
    }

    List<Entry> byGroup() {
        return marks.follows(Trace.GROUP)
                ? marks.group().get().stream()
                        // It may be younger than the count.
                        .flatMap(pid -> Optional.ofNullable(count.byPid().get(pid)).or(() -> table.find(pid)).stream())
                        .filter(entry -> !entry.dead() && mayBeTouched(entry))
                        .toList()
                : List.of();
    }

    List<Entry> children(ProcessIdentity parent) {
        return marks.follows(Trace.DESCENT) && find(parent).isPresent()
                ? count.children(parent.pid()).stream()
                        .filter(this::mayBeTouched)
                        .toList()
                : List.of();
    }

    List<Entry> bySession(Sessions sessions) {
        return marks.follows(Trace.SESSION) && !members.isEmpty()
                ? strangers()
                        .filter(entry -> sessions.contain(entry, count))
                        .filter(this::mayBeTaken)
                        .toList()
                : List.of();
    }

    List<Entry> byOutput() {
        return marks.follows(Trace.OUTPUT) && !marks.pipes().isEmpty() && !members.isEmpty()
                ? strangers()
                        .filter(this::mayBeTaken)
                        .filter(entry -> count.holdsAny(entry.pid(), marks.pipes()))
                        .toList()
                : List.of();
    }

    List<Entry> byMark() {
        if (!marks.follows(Trace.MARK) || marks.mark().isEmpty()) {
            return List.of();
        }
        MarkRange range = marks.mark().get();
        return strangers()
                .filter(entry -> range.contains(count.mark(entry.pid())))
                .toList();
    }

    /** Who is no member, and not older than the oldest that is known. */
    private Stream<Entry> strangers() {
        // Where nobody is known yet, as when only a mark speaks for what all runs have left, no age is too great.
        long begun =
                members.stream().mapToLong(ProcessIdentity::startTime).min().orElse(0);
        return count.byPid().values().stream()
                .filter(entry -> entry.identity().startTime() >= begun)
                .filter(entry -> !entry.dead() && !members.contains(entry.identity()) && mayBeTouched(entry));
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
        return counted == null
                ? table.find(member.pid()).filter(entry -> entry.identity().equals(member))
                : Optional.of(counted).filter(entry -> entry.identity().equals(member));
    }
}
