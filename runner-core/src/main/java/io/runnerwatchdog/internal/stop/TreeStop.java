package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.cgroup.Cgroup;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.members.Member;
import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Stops one family: asks each member to end, forces those that have not after the grace period, looks again until twice
 * in a row nobody is left. It holds no thread: it does a step, plans the next and lets go. Steps never overlap.
 *
 * <p>Bounded in all by the grace period and the patience after it, whatever the processes do: who lives then is named as a
 * survivor. Who waits uninterruptibly in the kernel is not waited for even so long.
 */
public final class TreeStop {
    private static final long FIRST_NAP = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_NAP = Duration.ofMillis(20).toNanos();

    /** How often the whole machine is searched for new members while known ones still live. */
    private static final long SEARCH_EVERY = Duration.ofMillis(50).toNanos();

    private static final int QUIET_SEARCHES = 2;

    /** So often at most a tree that grows is frozen and counted again in one step. */
    private static final int FREEZES = 8;

    /** A chain of processes, each the end of the one before, is pursued for so many links in one step. */
    private static final int PURSUITS = 64;

    private final Family family;
    private final Optional<Cgroup> group;
    private final StopTools tools;
    private final DeadlineClock clock;
    private final Executor pool;
    private final long grace;
    private final long patience;
    private final Consumer<StopReceipt> done;

    private final Map<ProcessIdentity, Treatment> members = new LinkedHashMap<>();
    private long startedAt;
    private long forcedAt;
    private boolean forced;
    private long searchedAt;
    private int quietSearches;
    private long nap = FIRST_NAP;

    /**
     * @param group the control group that holds the family, where it has one
     * @param tools what is used beside signals of the platform; its executor is where steps are done, since they read the
     *     process table
     * @param done called once with what was done, on the pool
     */
    public TreeStop(
            Family family,
            Optional<Cgroup> group,
            StopTools tools,
            Duration grace,
            Duration patience,
            Consumer<StopReceipt> done) {
        this.family = family;
        this.group = group;
        this.tools = tools;
        this.clock = tools.clock();
        this.pool = tools.pool();
        this.grace = Spans.nanos(grace);
        this.patience = Spans.nanos(patience);
        this.done = done;
    }

    /** Begins; sends the first signals on the calling thread. */
    public void begin() {
        startedAt = clock.now();
        if (grace == 0) {
            force(startedAt);
        }
        search(startedAt, family.now());
        planNext();
    }

    /** @param due when this step was due, on the family's clock: a look at the machine since then will do */
    private void step(long due) {
        long now = clock.now();
        noteDeaths(now);
        boolean anyLeft = members.values().stream().anyMatch(treated -> !treated.isDead());
        // Also where nobody is left at this moment: a tree that is replaced as fast as it dies has to come to an end.
        if (!forced && now - (startedAt + grace) >= 0) {
            force(now);
        }
        if (!forced) {
            askHelpers();
        }
        if (!anyLeft || now - (searchedAt + SEARCH_EVERY) >= 0) {
            boolean grew = search(now, due);
            quietSearches = grew || anyLeft ? 0 : quietSearches + 1;
            if (grew && forced) {
                freezeAndKill();
            }
        }
        if (quietSearches >= QUIET_SEARCHES || isGivenUp(now)) {
            done.accept(receipt(now));
        } else {
            planNext();
        }
    }

    /** Nobody is waited for who cannot die, and nobody for ever. */
    private boolean isGivenUp(long now) {
        if (!forced) {
            return false;
        }
        List<Treatment> left =
                members.values().stream().filter(treated -> !treated.isDead()).toList();
        boolean allDeaf = !left.isEmpty() && left.stream().allMatch(Treatment::isUnkillable);
        return allDeaf || now - (forcedAt + patience) >= 0;
    }

    private void planNext() {
        // The force comes when it is due, not at the end of a nap that goes beyond.
        long until = forced ? nap : Math.min(nap, Math.max(0, startedAt + grace - clock.now()));
        clock.after(until, () -> {
            long due = family.now();
            try {
                pool.execute(() -> step(due));
            } catch (RejectedExecutionException closed) {
                done.accept(receipt(clock.now()));
            }
        });
        nap = Math.min(LONGEST_NAP, nap * 2);
    }

    private void force(long now) {
        forced = true;
        forcedAt = now;
        nap = FIRST_NAP;
        killAll();
    }

    private void killAll() {
        members.values().stream().filter(treated -> !treated.isDead()).forEach(treated -> signal(treated, Signal.KILL));
        // Beside the signals: it misses nobody, and they are what the receipt tells of.
        group.ifPresent(Cgroup::kill);
    }

    /** Looks for members that were not known and signals them; true if there were any. */
    private boolean search(long now, long asked) {
        searchedAt = now;
        boolean first = members.isEmpty();
        List<Treatment> found = meet(family.living(asked));
        signalAll(first ? found : withoutHelpers(found));
        boolean any = !found.isEmpty();
        // Who was born during the look may be gone before the next one, and have a successor by then.
        for (int i = 0; i < PURSUITS && !(found = meet(family.newcomers())).isEmpty(); i++) {
            signalAll(withoutHelpers(found));
            any = true;
        }
        return any;
    }

    /**
     * Those of them that are to be signalled now. Until force is used, the child of a member that has been asked to end and
     * lives may be helping it with that, as by clearing up; it is asked when its parent is gone.
     */
    private List<Treatment> withoutHelpers(List<Treatment> found) {
        if (forced) {
            return found;
        }
        Set<Long> living = members.values().stream()
                .filter(treated -> !treated.isDead())
                .filter(treated -> family.find(treated.member()).isPresent())
                .map(treated -> treated.member().pid())
                .collect(Collectors.toSet());
        return found.stream()
                .filter(treated -> family.find(treated.member())
                        .filter(entry -> !living.contains(entry.parentPid()))
                        .isPresent())
                .toList();
    }

    /** Helpers that nobody is left to be helped by. */
    private void askHelpers() {
        List<Treatment> spared = members.values().stream()
                .filter(treated -> !treated.isDead() && !treated.wasSent(Signal.TERM))
                .toList();
        if (!spared.isEmpty()) {
            signalAll(withoutHelpers(spared));
        }
    }

    private void signalAll(List<Treatment> found) {
        found.forEach(treated -> signal(treated, forced ? Signal.KILL : Signal.TERM));
        if (!forced) {
            wakeStopped(found);
        }
    }

    private List<Treatment> meet(List<Member> living) {
        List<Treatment> found = new ArrayList<>();
        for (Member member : living) {
            Optional<Entry> now = members.containsKey(member.identity()) ? Optional.empty() : family.find(member);
            now.ifPresent(entry -> {
                Treatment treated = new Treatment(member, entry.name(), family.commandLine(entry));
                members.put(member.identity(), treated);
                found.add(treated);
            });
        }
        return found;
    }

    /** A process that stands still hears the polite signal only when it goes on. */
    private void wakeStopped(List<Treatment> found) {
        List<Treatment> stopped = found.stream()
                .filter(treated -> family.find(treated.member())
                        .filter(entry -> entry.state() == ProcessState.STOPPED)
                        .isPresent())
                .toList();
        byKill(Signal.CONT, stopped);
    }

    /**
     * The tree makes processes while it is being killed: each look finds new ones, which may have made more by the time
     * they are killed. Who stands still makes none, so all are halted until a look finds nobody new, then killed.
     */
    private void freezeAndKill() {
        group.ifPresent(each -> each.freeze(true));
        List<Treatment> born = meet(family.living());
        for (int round = 0; round < FREEZES && !born.isEmpty(); round++) {
            byKill(Signal.STOP, born);
            born = meet(family.living());
        }
        killAll();
        group.ifPresent(each -> each.freeze(false));
    }

    private void byKill(Signal signal, List<Treatment> targets) {
        List<Treatment> alive = targets.stream()
                .filter(treated -> family.find(treated.member()).isPresent())
                .toList();
        if (!alive.isEmpty()) {
            tools.signals()
                    .send(
                            signal,
                            alive.stream()
                                    .map(treated -> treated.member().pid())
                                    .toList());
            alive.forEach(treated -> treated.sent(signal, clock.now() - startedAt));
        }
    }

    private void signal(Treatment treated, Signal signal) {
        Optional<ProcessHandle> handle = family.handle(treated.member());
        boolean sent = handle.isPresent()
                && (signal == Signal.KILL
                        ? handle.get().destroyForcibly()
                        : handle.get().destroy());
        if (sent) {
            treated.sent(signal, clock.now() - startedAt);
        }
    }

    private void noteDeaths(long now) {
        for (Treatment treated : members.values()) {
            if (!treated.isDead()) {
                family.find(treated.member())
                        .ifPresentOrElse(
                                entry -> treated.seen(entry.state(), now), () -> treated.died(now - startedAt));
            }
        }
    }

    private StopReceipt receipt(long now) {
        return Treatment.receipt(
                members.values(), Duration.ofNanos(forcedAt - startedAt), Duration.ofNanos(now - startedAt));
    }
}
