package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.stop.Family.Member;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Stops one family: asks each member to end, forces those that have not after the grace period, looks again until twice
 * in a row nobody is left. It holds no thread: it does a step, plans the next and lets go. Steps never overlap.
 */
public final class TreeStop {
    private static final long FIRST_NAP = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_NAP = Duration.ofMillis(20).toNanos();

    /** How often the whole machine is searched for new members while known ones still live. */
    private static final long SEARCH_EVERY = Duration.ofMillis(50).toNanos();

    private static final int QUIET_SEARCHES = 2;

    /** What was done to one member. */
    private static final class Treated {
        private final Member member;
        private boolean terminated;
        private boolean killed;
        private Optional<Duration> diedAfter = Optional.empty();

        Treated(Member member) {
            this.member = member;
        }
    }

    private final Family family;
    private final DeadlineClock clock;
    private final Executor pool;
    private final long grace;
    private final long patience;
    private final Consumer<StopReceipt> done;

    private final Map<ProcessIdentity, Treated> members = new LinkedHashMap<>();
    private long startedAt;
    private long forcedAt;
    private boolean forced;
    private long searchedAt;
    private int quietSearches;
    private long nap = FIRST_NAP;

    /**
     * @param pool where steps are done; they read the process table
     * @param done called once with what was done, on the pool
     */
    public TreeStop(
            Family family,
            DeadlineClock clock,
            Executor pool,
            Duration grace,
            Duration patience,
            Consumer<StopReceipt> done) {
        this.family = family;
        this.clock = clock;
        this.pool = pool;
        this.grace = grace.compareTo(Duration.ofDays(3650)) > 0
                ? Duration.ofDays(3650).toNanos()
                : grace.toNanos();
        this.patience = patience.toNanos();
        this.done = done;
    }

    /** Begins; sends the first signals on the calling thread. */
    public void begin() {
        startedAt = clock.now();
        if (grace == 0) {
            force(startedAt);
        }
        search(startedAt);
        planNext();
    }

    private void step() {
        long now = clock.now();
        if (!forced && now - (startedAt + grace) >= 0) {
            force(now);
        }
        noteDeaths(now);
        boolean anyLeft = members.values().stream().anyMatch(treated -> treated.diedAfter.isEmpty());
        if (!anyLeft || now - (searchedAt + SEARCH_EVERY) >= 0) {
            quietSearches = search(now) || anyLeft ? 0 : quietSearches + 1;
        }
        boolean givenUp = forced && now - (forcedAt + patience) >= 0;
        if (quietSearches >= QUIET_SEARCHES || givenUp) {
            done.accept(receipt(now));
        } else {
            planNext();
        }
    }

    private void planNext() {
        clock.after(nap, () -> {
            try {
                pool.execute(this::step);
            } catch (RejectedExecutionException closed) {
                done.accept(receipt(clock.now()));
            }
        });
        nap = Math.min(LONGEST_NAP, nap * 2);
    }

    private void force(long now) {
        forced = true;
        forcedAt = now;
        members.values().stream().filter(treated -> treated.diedAfter.isEmpty()).forEach(this::signal);
    }

    /** Looks for members that were not known; true if there were any. */
    private boolean search(long now) {
        searchedAt = now;
        boolean any = false;
        for (Member member : family.living()) {
            if (!members.containsKey(member.identity())) {
                any = true;
                Treated treated = new Treated(member);
                members.put(member.identity(), treated);
                signal(treated);
            }
        }
        return any;
    }

    private void signal(Treated treated) {
        Optional<ProcessHandle> handle = family.handle(treated.member);
        if (handle.isEmpty()) {
            return;
        }
        if (forced) {
            treated.killed |= handle.get().destroyForcibly();
        } else {
            treated.terminated |= handle.get().destroy();
        }
    }

    private void noteDeaths(long now) {
        for (Treated treated : members.values()) {
            if (treated.diedAfter.isEmpty() && family.isDead(treated.member)) {
                treated.diedAfter = Optional.of(Duration.ofNanos(now - startedAt));
            }
        }
    }

    private StopReceipt receipt(long now) {
        List<StoppedProcess> processes = new ArrayList<>();
        for (Treated treated : members.values()) {
            Member member = treated.member;
            processes.add(new StoppedProcess(
                    member.identity(),
                    member.name(),
                    member.membership(),
                    treated.terminated,
                    treated.killed,
                    treated.diedAfter));
        }
        long graceEnd = forced ? forcedAt : now;
        return new StopReceipt(processes, Duration.ofNanos(graceEnd - startedAt), Duration.ofNanos(now - startedAt));
    }
}
