package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 */
public final class Family {
    /** So many numbers are looked up one by one at most; beyond that a look at the whole machine is cheaper. */
    private static final int MOST_NEWCOMERS = 512;

    private final Census census;
    private final ProcessTable table;
    private final FamilyMarks marks;
    private final Consumer<ProcessIdentity> toldOfStrays;
    private final Map<ProcessIdentity, Member> seen = new LinkedHashMap<>();
    private final Sessions sessions = new Sessions();
    private OptionalLong lookedUpTo = OptionalLong.empty();

    public Family(Census census, FamilyMarks marks) {
        this(census, marks, stray -> {});
    }

    /** @param toldOfStrays hears of members that carry no cookie, see {@link #nameStrays} */
    public Family(Census census, FamilyMarks marks, Consumer<ProcessIdentity> toldOfStrays) {
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
            traces.root().ifPresent(entry -> remember(entry, Membership.ROOT));
            traces.byCookie().forEach(entry -> remember(entry, Membership.COOKIE));
            traces.byGroup().forEach(entry -> remember(entry, Membership.CGROUP));
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
                Optional<Entry> born = table.find(pid).filter(entry -> !entry.dead() && table.isProcess(entry.pid()));
                if (born.isPresent()
                        && whyOurs(born.get())
                                .filter(why -> remember(born.get(), why))
                                .isPresent()) {
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
                marks.root()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(root -> table.find(root.pid()))
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
        if (find(parent).isEmpty()) {
            return List.of();
        }
        return table.children(parent.pid()).stream()
                .filter(known::add)
                .flatMap(child -> table.find(child).stream())
                .toList();
    }

    private boolean remember(Entry entry, Membership membership) {
        if (entry.pid() == census.self()) {
            return false;
        }
        boolean first =
                marks.root().filter(handle -> handle.pid() == entry.pid()).isPresent();
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
        seen.keySet().removeIf(member -> {
            Optional<Entry> now = traces.find(member).filter(entry -> !entry.dead());
            now.ifPresent(alive::add);
            return now.isEmpty();
        });
        sessions.keepThoseOf(alive);
        return List.copyOf(seen.values());
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
                .filter(member -> find(member).isPresent())
                .filter(member ->
                        table.variables(member.pid(), census.cookiePrefix()).isEmpty());
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
        return table.find(member.pid())
                .filter(entry -> !entry.dead() && entry.identity().equals(member));
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
