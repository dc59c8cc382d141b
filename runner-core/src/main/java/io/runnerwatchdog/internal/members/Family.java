package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The processes of one run: its first one and whoever a {@link Trace} leads to. Remembers whom it has seen as long as that
 * lives, so that a process stays a member whatever it does to its environment, its session and its parents. Thread-safe.
 */
public final class Family {
    /** So many numbers are looked up one by one at most; beyond that a look at the whole machine is cheaper. */
    private static final int MOST_NEWCOMERS = 512;

    private final Census census;
    private final ProcessTable table;
    private final FamilyMarks marks;
    private final Optional<Consumer<ProcessIdentity>> toldOfStrays;
    private final Map<ProcessIdentity, Member> seen = new LinkedHashMap<>();
    private final Sessions sessions = new Sessions();
    private OptionalLong lookedUpTo = OptionalLong.empty();

    public Family(Census census, FamilyMarks marks) {
        this(census, marks, Optional.empty());
    }

    /** @param toldOfStrays hears of members that carry no cookie, see {@link #nameStrays} */
    public Family(Census census, FamilyMarks marks, Consumer<ProcessIdentity> toldOfStrays) {
        this(census, marks, Optional.of(toldOfStrays));
    }

    private Family(Census census, FamilyMarks marks, Optional<Consumer<ProcessIdentity>> toldOfStrays) {
        this.census = census;
        this.table = census.table();
        this.marks = marks;
        this.toldOfStrays = toldOfStrays;
    }

    /** Looks at the machine now; the members that live, the first process first. */
    public List<Member> living() {
        return living(now());
    }

    /** The time by which looks are asked for. */
    public long now() {
        return census.now();
    }

    /**
     * The members that live, by a look at the machine that was begun after {@code asked}, for whomever: many who asked at
     * about one time share one look, however late they get to it.
     */
    public List<Member> living(long asked) {
        Count count = census.take(asked);
        synchronized (this) {
            Traces traces = new Traces(census, marks, count, seen.keySet());
            Optional<Entry> root = traces.root();
            if (root.isPresent()) {
                remember(root.get(), Membership.ROOT);
            }
            rememberAll(traces.byCookie(), Membership.COOKIE);
            rememberAll(traces.byGroup(), Membership.CGROUP);
            rememberDescendants(traces);
            // Whoever is found at a pipe may lead to a session, and the other way round; no chain of these is long.
            while (rememberAll(traces.bySession(sessions), Membership.SESSION)
                    | rememberAll(traces.byOutput(), Membership.OUTPUT)
                    | rememberAll(traces.byMark(), Membership.MARK)) {
                rememberDescendants(traces);
            }
            lookedUpTo = count.newestBefore();
            return forgetDead(traces);
        }
    }

    private boolean rememberAll(List<Entry> entries, Membership membership) {
        boolean any = false;
        for (Entry entry : entries) {
            any |= remember(entry, membership);
        }
        return any;
    }

    private void rememberDescendants(Traces traces) {
        Deque<ProcessIdentity> parents = new ArrayDeque<>(seen.keySet());
        while (!parents.isEmpty()) {
            for (Entry child : traces.children(parents.poll())) {
                if (remember(child, Membership.DESCENDANT)) {
                    parents.add(child.identity());
                }
            }
        }
    }

    /**
     * The members among those who were born since the last look at the machine began: they have the numbers that were
     * given out since, and to look these up takes a tenth of a look. Who ends as soon as it has made a successor is met
     * only so.
     */
    public List<Member> newcomers() {
        OptionalLong newest = table.newestNumber();
        synchronized (this) {
            List<Member> found = new ArrayList<>();
            if (newest.isEmpty() || lookedUpTo.isEmpty()) {
                return found;
            }
            // Where numbers have begun anew, or many were given out, the next look at the machine has to do.
            long first = lookedUpTo.getAsLong() + 1;
            for (long pid = first; pid <= newest.getAsLong() && pid - first < MOST_NEWCOMERS; pid++) {
                Optional<Entry> born = census.alive(pid);
                Optional<Membership> why = born.isPresent() ? whyOurs(born.get()) : Optional.empty();
                if (why.isPresent() && remember(born.get(), why.get())) {
                    found.add(seen.get(born.get().identity()));
                }
            }
            lookedUpTo = newest;
            return found;
        }
    }

    private Optional<Membership> whyOurs(Entry entry) {
        if (marks.follows(Trace.DESCENT)
                && seen.keySet().stream().anyMatch(member -> member.pid() == entry.parentPid())) {
            return Optional.of(Membership.DESCENDANT);
        }
        if (marks.follows(Trace.COOKIE)
                && table.variables(entry.pid(), census.cookiePrefix()).keySet().stream()
                        .anyMatch(marks::isCookie)) {
            return Optional.of(Membership.COOKIE);
        }
        boolean marked = marks.follows(Trace.MARK)
                && marks.mark()
                        .filter(range -> range.contains(table.mark(entry.pid())))
                        .isPresent();
        return marked ? Optional.of(Membership.MARK) : Optional.empty();
    }

    /**
     * A quick look along the living members for children that are new; true if there are any. Costs three small files a
     * member, a tenth of a look at the whole machine.
     */
    public boolean glance() {
        if (!marks.follows(Trace.DESCENT)) {
            return false;
        }
        synchronized (this) {
            if (seen.isEmpty()) {
                rememberRoot();
            }
            boolean any = false;
            Set<Long> known = new HashSet<>();
            for (ProcessIdentity member : seen.keySet()) {
                known.add(member.pid());
            }
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

    private void rememberRoot() {
        if (marks.root().isPresent() && marks.root().get().isAlive()) {
            Optional<Entry> root = table.find(marks.root().get().pid());
            if (root.isPresent()) {
                remember(root.get(), Membership.ROOT);
            }
        }
    }

    private List<Entry> bornTo(ProcessIdentity parent, Set<Long> known) {
        List<Entry> born = new ArrayList<>();
        // The number of a member that has died since the last look may be a stranger's by now.
        if (find(parent).isPresent()) {
            for (long child : table.children(parent.pid())) {
                Optional<Entry> there = known.add(child) ? table.find(child) : Optional.empty();
                if (there.isPresent()) {
                    born.add(there.get());
                }
            }
        }
        return born;
    }

    private boolean remember(Entry entry, Membership membership) {
        if (entry.pid() == census.self()) {
            return false;
        }
        boolean first = marks.root().isPresent() && marks.root().get().pid() == entry.pid();
        Membership why = first ? Membership.ROOT : membership;
        boolean isNew = seen.putIfAbsent(entry.identity(), new Member(entry.identity(), why)) == null;
        // A process that somebody else started may be in a group that others share with it.
        boolean bringsStrangers = first && marks.cookies().isEmpty();
        if (isNew && !bringsStrangers) {
            sessions.remember(entry.identity());
        }
        return isNew;
    }

    /** Whoever is dead can have no more children, and need not be remembered. */
    private List<Member> forgetDead(Traces traces) {
        List<Entry> alive = new ArrayList<>();
        for (Iterator<ProcessIdentity> members = seen.keySet().iterator(); members.hasNext(); ) {
            Optional<Entry> now = traces.find(members.next());
            if (now.isPresent() && !now.get().dead()) {
                alive.add(now.get());
            } else {
                members.remove();
            }
        }
        sessions.keepThoseOf(alive);
        return List.copyOf(seen.values());
    }

    /** Tells whoever asked for it which living members no cookie leads to. */
    public void nameStrays() {
        toldOfStrays.ifPresent(told -> strays().forEach(told));
    }

    /** Whether any member lives that no cookie leads to. */
    public boolean hasStrays() {
        return !strays().isEmpty();
    }

    private List<ProcessIdentity> strays() {
        List<ProcessIdentity> members;
        synchronized (this) {
            members = List.copyOf(seen.keySet());
        }
        List<ProcessIdentity> strays = new ArrayList<>();
        for (ProcessIdentity member : members) {
            if (find(member).isPresent()
                    && table.variables(member.pid(), census.cookiePrefix()).isEmpty()) {
                strays.add(member);
            }
        }
        return strays;
    }

    /** The living members that hold this file or pipe open. */
    public List<ProcessIdentity> holders(String file) {
        return living().stream()
                .map(Member::identity)
                .filter(member -> table.pipes(member.pid()).contains(file))
                .toList();
    }

    /** Whether its first process has ended; a zombie has. False where it has none. */
    public boolean firstHasEnded() {
        return marks.root()
                .filter(handle ->
                        table.find(handle.pid()).filter(entry -> !entry.dead()).isEmpty())
                .isPresent();
    }

    /** What a member looks like now; empty once it has ended: gone, a zombie, or its number is another's. */
    public Optional<Entry> find(Member member) {
        return find(member.identity());
    }

    private Optional<Entry> find(ProcessIdentity member) {
        Optional<Entry> there = table.find(member.pid());
        return there.isPresent()
                        && !there.get().dead()
                        && there.get().identity().equals(member)
                ? there
                : Optional.empty();
    }

    /** The command line of a process, bounded; hostile text that may hold secrets. */
    public String commandLine(Entry entry) {
        return table.commandLine(entry);
    }

    /** The handle of a member, if its number is still its own. */
    public Optional<ProcessHandle> handle(Member member) {
        // The handle first: it notes when the process started and checks that again before each signal. If the number
        // was already another's by then, the look at the table after it shows that.
        Optional<ProcessHandle> handle = ProcessHandle.of(member.pid());
        return find(member).isEmpty() ? Optional.empty() : handle;
    }
}
