package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.stop.Census.Count;
import io.runnerwatchdog.internal.stop.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of one run: its first one, the descendants that were seen while their parents lived, and whoever carries
 * its cookie. Remembers whom it has seen. Thread-safe.
 */
public final class Family {
    /**
     * One process of the run.
     *
     * @param membership why it is taken for one
     */
    public record Member(ProcessIdentity identity, String name, Membership membership) {}

    private final Census census;
    private final Optional<String> cookie;
    private final Optional<ProcessHandle> root;
    private final Map<ProcessIdentity, Member> seen = new LinkedHashMap<>();

    /** The family of a run whose first process is {@code root}. */
    public Family(Census census, String cookie, ProcessHandle root) {
        this(census, Optional.of(cookie), Optional.of(root));
    }

    /** The processes that carry a cookie of this watchdog, whatever their run. */
    static Family markedByAny(Census census) {
        return new Family(census, Optional.empty(), Optional.empty());
    }

    private Family(Census census, Optional<String> cookie, Optional<ProcessHandle> root) {
        this.census = census;
        this.cookie = cookie;
        this.root = root;
    }

    /** Looks at the machine now; the members that live, the first process first. */
    public List<Member> living() {
        Count count = census.take();
        synchronized (this) {
            rememberRoot(count);
            Deque<Entry> parents = new ArrayDeque<>();
            for (Member member : List.copyOf(seen.values())) {
                Entry now = count.byPid().get(member.identity().pid());
                if (now != null && now.identity().equals(member.identity())) {
                    parents.add(now);
                }
            }
            for (Entry entry : marked(count)) {
                remember(entry, isRoot(entry) ? Membership.ROOT : Membership.COOKIE);
                parents.add(entry);
            }
            while (!parents.isEmpty()) {
                for (Entry child :
                        count.children().getOrDefault(parents.poll().identity().pid(), List.of())) {
                    if (remember(child, Membership.DESCENDANT)) {
                        parents.add(child);
                    }
                }
            }
            return living(count);
        }
    }

    /** The first process may have dropped its cookie, so it is known by its handle as well. */
    private void rememberRoot(Count count) {
        // Asked after the count: the handle knows when its process started, so if that lives now, the number was its
        // own
        // then.
        root.filter(ProcessHandle::isAlive)
                .map(handle -> count.byPid().get(handle.pid()))
                .ifPresent(entry -> remember(entry, Membership.ROOT));
    }

    private List<Entry> marked(Count count) {
        return cookie.map(name -> count.marked().getOrDefault(name, List.of()))
                .orElseGet(() ->
                        count.marked().values().stream().flatMap(List::stream).toList());
    }

    /** The living members that hold this file or pipe open. */
    public List<ProcessIdentity> holders(String file) {
        return living().stream()
                .map(Member::identity)
                .filter(member -> census.table().holds(member.pid(), file))
                .toList();
    }

    private boolean isRoot(Entry entry) {
        return root.filter(handle -> handle.pid() == entry.identity().pid()).isPresent();
    }

    private boolean remember(Entry entry, Membership membership) {
        boolean self = entry.identity().pid() == ProcessHandle.current().pid();
        return !self
                && seen.putIfAbsent(entry.identity(), new Member(entry.identity(), entry.name(), membership)) == null;
    }

    private List<Member> living(Count count) {
        List<Member> living = new ArrayList<>();
        for (Member member : seen.values()) {
            Entry now = count.byPid().get(member.identity().pid());
            if (now != null && !now.dead() && now.identity().equals(member.identity())) {
                living.add(member);
            }
        }
        return living;
    }

    /** Whether this process has ended: gone, a zombie, or its number is another's now. */
    boolean isDead(Member member) {
        return census.table()
                .find(member.identity().pid())
                .filter(entry -> !entry.dead() && entry.identity().equals(member.identity()))
                .isEmpty();
    }

    /** The handle of a member, if its number is still its own. */
    Optional<ProcessHandle> handle(Member member) {
        // The handle first: it notes when the process started and checks that again before each signal. If the number
        // was already another's by then, the look at the table after it shows that.
        Optional<ProcessHandle> handle = ProcessHandle.of(member.identity().pid());
        return isDead(member) ? Optional.empty() : handle;
    }
}
