package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.internal.guard.Orphans;
import io.runnerwatchdog.internal.members.Births;
import io.runnerwatchdog.internal.members.Census;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.process.Cookie.Owner;
import io.runnerwatchdog.internal.stop.Leftovers;
import io.runnerwatchdog.internal.stop.StopTools;
import io.runnerwatchdog.internal.threads.Uninterrupted;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What runs have left that ended by themselves, stopped when the watchdog closes; and what the runs of a dead host have
 * left in the same place, stopped when this one begins. Thread-safe.
 */
final class Remains {
    /** Runs that left somebody behind who lost his cookie are few; each is remembered by a handful of numbers. */
    private static final int MOST_REMEMBERED = 1000;

    private final Census census;
    private final Births births;
    private final Orphans orphans;
    private final Owner owner;
    private final StopTools tools;
    private final StopPolicy policy;
    /** A run that has left somebody behind. */
    private record Left(Family family, Hold hold) {}

    private final Containing containing;
    private final Set<ProcessIdentity> givenUp = ConcurrentHashMap.newKeySet();
    private final Queue<Left> withStrays = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();
    private final Queue<Leftovers> underWay = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean swept = new AtomicBoolean();

    Remains(Containing containing, Census census, Orphans orphans, Owner owner, StopTools tools, StopPolicy policy) {
        this.containing = containing;
        this.census = census;
        this.births = new Births(census);
        this.orphans = orphans;
        this.owner = owner;
        this.tools = tools;
        this.policy = policy;
    }

    /** Looks once for what dead hosts have left, beside the first run. */
    void sweepOnce() {
        if (owner.place().isEmpty() || !swept.compareAndSet(false, true)) {
            return;
        }
        try {
            tools.pool()
                    .execute(() -> orphans.of(owner)
                            .ifPresent(left ->
                                    begin(new Leftovers("a host that is dead", left, Optional.empty(), Set.of()))));
        } catch (RejectedExecutionException closing) {
            // The next host will do it.
            return;
        }
    }

    /** A run has begun with this process. */
    void begun(OptionalLong pid) {
        if (pid.isPresent()) {
            births.know(pid.getAsLong());
        }
    }

    /**
     * A run has ended; whoever is left of it and would not be found by a cookie is remembered.
     *
     * @param survivors who was stopped by all means already: not waited for a second time
     */
    void note(Family family, Hold hold, Set<ProcessIdentity> survivors) {
        givenUp.addAll(survivors);
        boolean grouped = hold.group().isPresent() && hold.group().get().populated();
        if (policy.leftovers() == StopPolicy.Leftovers.STOP
                && remembered.get() < MOST_REMEMBERED
                && (grouped || family.hasStrays())) {
            remembered.incrementAndGet();
            withStrays.add(new Left(family, hold));
        } else {
            containing.letGo(hold);
        }
    }

    /** Stops what is left, and waits for that in bounds. */
    void stop() {
        if (policy.leftovers() == StopPolicy.Leftovers.STOP) {
            for (Left left : withStrays) {
                begin(new Leftovers("runs", left.family, left.hold.group(), givenUp));
            }
            if (!births.areNone()) {
                begin(new Leftovers("runs", new Family(census, containing.ofAllRuns()), Optional.empty(), givenUp));
            }
        }
        for (Leftovers leftovers : underWay) {
            if (!leftovers.areStopped()) {
                Uninterrupted.wait(() -> leftovers.await(policy));
            }
        }
        for (Left left : withStrays) {
            containing.letGo(left.hold);
        }
    }

    private void begin(Leftovers leftovers) {
        underWay.add(leftovers);
        leftovers.stop(tools, policy);
    }
}
