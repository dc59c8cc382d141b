package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.Census.Count;
import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes of one run: its first one and whoever a {@link Trace} leads to. Remembers whom it has seen as long as that
 * lives, so that a process stays a member whatever it does to its environment, its session and its parents. Thread-safe.
 *
 * <p>Never a member: the host, its ancestors, and whoever is only in a session or at a pipe of the run but belongs to
 * another user, is older than the run, or is a child that the host is just starting.
 */
public final class Family {
    private final Census census;
    private final FamilyMarks marks;
    private final Consumer<ProcessIdentity> toldOfStrays;
    private final Map<ProcessIdentity, Member> seen = new LinkedHashMap<>();
    private final Sessions sessions = new Sessions();

    public Family(Census census, FamilyMarks marks) {
        this(census, marks, stray -> {});
    }

    /** @param toldOfStrays hears of members that carry no cookie, see {@link #nameStrays} */
    public Family(Census census, FamilyMarks marks, Consumer<ProcessIdentity> toldOfStrays) {
        this.census = census;
        this.marks = marks;
        this.toldOfStrays = toldOfStrays;
    }

    /** Looks at the machine now; the members that live, the first process first. */
    public List<Member> living() {
        Count count = census.take();
        synchronized (this) {
            rememberRoot(count);
            rememberMarked(count);
            rememberDescendants(count, List.copyOf(seen.keySet()));
            Weak weak = new Weak(count, seen.keySet());
            // Whoever is found at a pipe may lead to a session, and the other way round; no chain of these is long.
            while (rememberBySession(weak) | rememberByOutput(weak)) {
                rememberDescendants(count, List.copyOf(seen.keySet()));
            }
            return forgetDead(count);
        }
    }

    /**
     * A quick look along the living members for children that are new; true if there are any. Costs two small files a
     * member, a tenth of a look at the whole machine.
     */
    public boolean glance() {
        if (!marks.traces().contains(Trace.DESCENT)) {
            return false;
        }
        synchronized (this) {
            if (seen.isEmpty()) {
                marks.root()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(root -> census.table().find(root.pid()))
                        .ifPresent(entry -> remember(entry, Membership.ROOT));
            }
            boolean any = false;
            Set<Long> known = new HashSet<>();
            seen.keySet().forEach(member -> known.add(member.pid()));
            Deque<ProcessIdentity> parents = new ArrayDeque<>(seen.keySet());
            while (!parents.isEmpty()) {
                for (Entry born : bornTo(parents.poll(), known)) {
                    any |= remember(born, Membership.DESCENDANT);
                    parents.add(born.identity());
                }
            }
            return any;
        }
    }

    private List<Entry> bornTo(ProcessIdentity parent, Set<Long> known) {
        // The number of a member that has died since the last look may be a stranger's by now.
        if (isGone(parent)) {
            return List.of();
        }
        return census.table().children(parent.pid()).stream()
                .filter(known::add)
                .flatMap(child -> census.table().find(child).stream())
                .toList();
    }

    /** The first process may have dropped its cookie, so it is known by its handle as well. */
    private void rememberRoot(Count count) {
        // Asked after the count: the handle knows when its process started, so if that lives now, the number was its
        // own then.
        marks.root()
                .filter(ProcessHandle::isAlive)
                .map(handle -> count.byPid().get(handle.pid()))
                .filter(entry -> !count.untouchable().contains(entry.pid()))
                .ifPresent(entry -> remember(entry, Membership.ROOT));
    }

    private void rememberMarked(Count count) {
        if (marks.traces().contains(Trace.COOKIE)) {
            marks.marked(count).stream()
                    .filter(entry -> !count.untouchable().contains(entry.pid()))
                    .forEach(entry -> remember(entry, isRoot(entry) ? Membership.ROOT : Membership.COOKIE));
        }
    }

    private void rememberDescendants(Count count, Collection<ProcessIdentity> known) {
        if (!marks.traces().contains(Trace.DESCENT)) {
            return;
        }
        Deque<Entry> parents = new ArrayDeque<>();
        for (ProcessIdentity member : known) {
            find(count, member).ifPresent(parents::add);
        }
        while (!parents.isEmpty()) {
            for (Entry child : count.children().getOrDefault(parents.poll().pid(), List.of())) {
                if (!count.untouchable().contains(child.pid()) && remember(child, Membership.DESCENDANT)) {
                    parents.add(child);
                }
            }
        }
    }

    private boolean rememberBySession(Weak weak) {
        boolean any = false;
        if (marks.traces().contains(Trace.SESSION)) {
            for (Entry entry : sessions.inside(weak.count)) {
                any |= weak.mayBeTaken(entry) && remember(entry, Membership.SESSION);
            }
        }
        return any;
    }

    private boolean rememberByOutput(Weak weak) {
        Set<String> pipes = marks.pipes();
        boolean any = false;
        if (marks.traces().contains(Trace.OUTPUT) && !pipes.isEmpty()) {
            for (Entry entry : weak.count.byPid().values()) {
                any |= !seen.containsKey(entry.identity())
                        && weak.mayBeTaken(entry)
                        && census.table().holds(entry.pid(), pipes)
                        && remember(entry, Membership.OUTPUT);
            }
        }
        return any;
    }

    /** Whom a session or a pipe alone may speak for: traces that a stranger could have come upon by accident. */
    private final class Weak {
        private final Count count;
        private final long begun;
        private final OptionalLong owner = census.table().owner(census.self());

        Weak(Count count, Collection<ProcessIdentity> members) {
            this.count = count;
            this.begun =
                    members.stream().mapToLong(ProcessIdentity::startTime).min().orElse(Long.MAX_VALUE);
        }

        boolean mayBeTaken(Entry entry) {
            // A child that the host is just starting, for whatever purpose, holds all that the host does until it has
            // become another program.
            return !entry.dead()
                    && entry.identity().startTime() >= begun
                    && entry.parentPid() != census.self()
                    && !count.untouchable().contains(entry.pid())
                    && census.table().owner(entry.pid()).equals(owner);
        }
    }

    private boolean isRoot(Entry entry) {
        return marks.root().filter(handle -> handle.pid() == entry.pid()).isPresent();
    }

    private boolean remember(Entry entry, Membership membership) {
        if (entry.pid() == census.self()) {
            return false;
        }
        Member member = new Member(entry.identity(), entry.name(), membership);
        boolean isNew = seen.putIfAbsent(entry.identity(), member) == null;
        // A process that somebody else started may be in a group that others share with it.
        boolean bringsStrangers =
                membership == Membership.ROOT && marks.cookies().isEmpty() && !marks.anyCookie();
        if (isNew && !bringsStrangers) {
            sessions.remember(entry.identity());
        }
        return isNew;
    }

    /** Whoever is dead can have no more children, and need not be remembered. */
    private List<Member> forgetDead(Count count) {
        List<Entry> alive = new ArrayList<>();
        seen.keySet().removeIf(member -> {
            Optional<Entry> now = find(count, member).filter(entry -> !entry.dead());
            now.ifPresent(alive::add);
            return now.isEmpty();
        });
        sessions.keepThoseOf(alive);
        return List.copyOf(seen.values());
    }

    private static Optional<Entry> find(Count count, ProcessIdentity member) {
        return Optional.ofNullable(count.byPid().get(member.pid()))
                .filter(entry -> entry.identity().equals(member));
    }

    /** Tells whoever asked for it which living members no cookie leads to. */
    public void nameStrays() {
        strays().forEach(toldOfStrays);
    }

    /** Whether any member lives that no cookie leads to. */
    public boolean hasStrays() {
        return strays().findAny().isPresent();
    }

    private Stream<ProcessIdentity> strays() {
        List<ProcessIdentity> members;
        synchronized (this) {
            members = List.copyOf(seen.keySet());
        }
        return members.stream()
                .filter(member -> !isGone(member))
                .filter(member -> census.table()
                        .variables(member.pid(), census.cookiePrefix())
                        .isEmpty());
    }

    /** The living members that hold this file or pipe open. */
    public List<ProcessIdentity> holders(String file) {
        return living().stream()
                .map(Member::identity)
                .filter(member -> census.table().holds(member.pid(), Set.of(file)))
                .toList();
    }

    /** What a member looks like now; empty once it has ended: gone, a zombie, or its number is another's. */
    public Optional<Entry> find(Member member) {
        return find(member.identity());
    }

    private Optional<Entry> find(ProcessIdentity member) {
        return census.table()
                .find(member.pid())
                .filter(entry -> !entry.dead() && entry.identity().equals(member));
    }

    private boolean isGone(ProcessIdentity member) {
        return find(member).isEmpty();
    }

    /** The command line of a process, bounded; hostile text that may hold secrets. */
    public String commandLine(Entry entry) {
        return census.table().commandLine(entry);
    }

    /** The handle of a member, if its number is still its own. */
    public Optional<ProcessHandle> handle(Member member) {
        // The handle first: it notes when the process started and checks that again before each signal. If the number
        // was already another's by then, the look at the table after it shows that.
        Optional<ProcessHandle> handle = ProcessHandle.of(member.pid());
        return find(member).isEmpty() ? Optional.empty() : handle;
    }
}
