package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sessions and process groups that members of one run began: they bear the member's number, and outlive it. Whoever is
 * in one was put there by the run.
 *
 * <p>The kernel gives a number to nobody else while a session or group bears it. So a number is trusted only as long as
 * each look finds a member that is, or is in, what it stands for; one that nobody bore at a look might be a stranger's at
 * the next. Has one user at a time.
 */
final class Sessions {
    private final Map<Long, ProcessIdentity> leaders = new HashMap<>();

    /** A member was seen; what bears its number is the run's from now on. */
    void remember(ProcessIdentity member) {
        leaders.put(member.pid(), member);
    }

    /** Whether a process is in one of the run's sessions or groups. */
    boolean contain(Entry entry, Count count) {
        return isOurs(entry.session(), count) || isOurs(entry.group(), count);
    }

    private boolean isOurs(long number, Count count) {
        ProcessIdentity leader = leaders.get(number);
        if (leader == null) {
            return false;
        }
        Entry bearer = count.byPid().get(number);
        return bearer == null || bearer.identity().equals(leader);
    }

    /** Forgets the numbers that none of these bears. */
    void keepThoseOf(Collection<Entry> living) {
        Set<Long> borne = new HashSet<>();
        for (Entry entry : living) {
            borne.add(entry.pid());
            borne.add(entry.session());
            borne.add(entry.group());
        }
        leaders.keySet().retainAll(borne);
    }
}
