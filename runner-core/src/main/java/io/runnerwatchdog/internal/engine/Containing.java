package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.internal.cgroup.Cgroup;
import io.runnerwatchdog.internal.cgroup.CgroupHome;
import io.runnerwatchdog.internal.cgroup.CgroupLimits;
import io.runnerwatchdog.internal.cgroup.Finding;
import io.runnerwatchdog.internal.guard.Guardian;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.members.FamilyMarks;
import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.internal.process.Cookie;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.ContainedBy;
import io.runnerwatchdog.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/** Holds the runs of a watchdog together, as the host has asked for and the machine allows. Thread-safe. */
final class Containing {
    private static final long REMOVE_AGAIN_AFTER = Duration.ofMillis(20).toNanos();
    private static final int MOST_REMOVALS = 100;
    private static final long LAST_REMOVALS_HAVE = Duration.ofSeconds(1).toNanos();
    private static final long SHORT_PAUSE = Duration.ofMillis(5).toNanos();

    private final Containment wanted;
    private final Set<Trace> traces;
    private final Optional<ProcFs> proc;
    private final Cookie cookie;
    private final DeadlineClock clock;
    private final Optional<CgroupHome> home;
    private final Optional<Marks> marks;
    private final Set<Cgroup> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean complained = new AtomicBoolean();

    Containing(
            Containment wanted,
            Set<Trace> traces,
            Optional<ProcFs> proc,
            RandomGenerator random,
            Cookie cookie,
            DeadlineClock clock) {
        this.wanted = wanted;
        this.traces = traces;
        this.proc = proc;
        this.cookie = cookie;
        this.clock = clock;
        this.marks = wanted.kind() == Containment.Kind.TRACES ? Optional.empty() : marks(random, proc);
        this.home = wanted.kind() == Containment.Kind.CGROUP ? home() : Optional.empty();
    }

    private static Optional<Marks> marks(RandomGenerator random, Optional<ProcFs> proc) {
        return proc.isPresent() ? Optional.of(new Marks(random, proc.get())) : Optional.empty();
    }

    private static Optional<CgroupHome> home() {
        Finding finding = CgroupHome.find();
        if (finding instanceof Finding.NotToBeHad none) {
            log().warn("runs get no control group of their own, and are held by a mark instead: {}", none.reason());
            return Optional.empty();
        }
        return Optional.of(((Finding.Found) finding).home());
    }

    Set<Trace> traces() {
        return traces;
    }

    /** What a run amounts to that gets nothing beside its cookie. */
    ContainedBy plainly() {
        return proc.isPresent() ? ContainedBy.TRACES : ContainedBy.DESCENDANTS;
    }

    /** What is to hold a run that is about to begin. */
    Hold hold(RunId run) {
        if (home.isPresent()) {
            try {
                Cgroup group = home.get().create(cookie.groupPrefix() + run.value(), limits());
                group.unmet().stream()
                        .filter(limit -> complained.compareAndSet(false, true))
                        .forEach(limit -> log().warn("a limit of runs cannot be had: {}", limit));
                return new Hold(ContainedBy.CGROUP, OptionalLong.empty(), Optional.of(group));
            } catch (IOException refused) {
                log().warn("run {} gets no control group: {}", run, refused.getMessage());
            }
        }
        return marks.isPresent()
                ? new Hold(ContainedBy.MARK, OptionalLong.of(marks.get().next()), Optional.empty())
                : new Hold(plainly(), OptionalLong.empty(), Optional.empty());
    }

    /** Whoever any run has left: by cookie, and by mark where runs are given one. */
    FamilyMarks ofAllRuns() {
        return FamilyMarks.ofAllRuns()
                .mark(marks.isPresent() ? Optional.of(marks.get().all()) : Optional.empty());
    }

    /** Tells a guardian what to look for beside cookies. */
    void tell(Guardian guardian) {
        if (home.isPresent()) {
            guardian.groups(home.get().directory().resolve(cookie.groupPrefix()));
        }
        if (marks.isPresent()) {
            guardian.marks(marks.get().pattern());
        }
    }

    private CgroupLimits limits() {
        return new CgroupLimits(wanted.memoryMaxBytes(), wanted.maxProcesses());
    }

    /** The run has ended: its group goes as soon as nobody is in it. */
    void letGo(Hold hold) {
        if (hold.group().isPresent()) {
            leaving.add(hold.group().get());
            remove(hold.group().get(), MOST_REMOVALS);
        }
    }

    private void remove(Cgroup group, int tries) {
        if (group.remove() || tries == 0) {
            leaving.remove(group);
            if (tries == 0) {
                log().warn("the control group {} is not empty and stays", group.directory());
            }
            return;
        }
        clock.after(REMOVE_AGAIN_AFTER, () -> remove(group, tries - 1));
    }

    /** Removes the groups that are still to go, in bounds: a process that was killed leaves its group a moment later. */
    void close() {
        long giveUp = clock.now() + LAST_REMOVALS_HAVE;
        for (Cgroup group : leaving) {
            while (!group.remove()) {
                if (clock.now() - giveUp >= 0) {
                    log().warn("the control group {} is not empty and stays", group.directory());
                    break;
                }
                LockSupport.parkNanos(SHORT_PAUSE);
            }
        }
    }

    private static Logger log() {
        return Logs.of(Containing.class);
    }
}
