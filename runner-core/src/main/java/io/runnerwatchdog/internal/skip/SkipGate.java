package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where each step asks whether it is started, and tells how it ended. Thread-safe.
 *
 * <p>It never keeps a step from running, or a host waiting, because of a fault of its own: what cannot be asked within half
 * a second runs, and what went wrong is told once for each kind of trouble.
 */
public final class SkipGate {
    /** What the end of a run may take beside its limits: the diagnosis, listeners, draining. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final SkipRules rules;
    private final SkipStates states;
    private final InstantSource clock;
    private final FileWork work;
    private final Set<RunId> canaries = ConcurrentHashMap.newKeySet();

    SkipGate(SkipRules rules, SkipStates states, InstantSource clock, FileWork work) {
        this.rules = rules;
        this.states = states;
        this.clock = clock;
        this.work = work;
    }

    /** A gate of one host, which forgets all when that ends. Touches no file. */
    public static SkipGate inMemory(AutoSkip settings, InstantSource clock) {
        SkipRules rules = new SkipRules(settings);
        FileWork here = new FileWork(Runnable::run, "memory", trouble -> {});
        return new SkipGate(rules, new MemoryStates(rules, clock), clock, here);
    }

    /**
     * A gate that shares what it knows with all hosts that use this directory. Touches no file yet.
     *
     * @param thread does what has to do with files; one thing at a time, since it may hang with the file system
     * @param onTrouble is told once for each kind of trouble, on {@code thread} or the one that asks
     */
    public static SkipGate shared(
            AutoSkip settings, Path directory, InstantSource clock, Executor thread, Consumer<SkipTrouble> onTrouble) {
        SkipRules rules = new SkipRules(settings);
        ToldOnce trouble = new ToldOnce(onTrouble);
        SkipFile file = new SkipFile(directory, rules, clock, trouble);
        return new SkipGate(rules, file, clock, new FileWork(thread, file.file().toString(), trouble));
    }

    /**
     * Whether this run is started. If it is, its end has to be told with {@link #ended}, also where it came to nothing.
     *
     * @param longest how long it may last, its hard limit and its grace period together
     */
    public Decision ask(String type, String environment, RunId run, Duration longest) {
        StepKind kind = new StepKind(type, environment);
        Duration claimFor = rules.claimFor(Spans.bounded(longest).plus(MARGIN));
        Decision decision = work.inTime(() -> decide(kind, run, claimFor), late -> giveBack(kind, run, late));
        if (decision instanceof Decision.RunAsCanary) {
            canaries.add(run);
        }
        return decision;
    }

    private Decision decide(StepKind kind, RunId run, Duration claimFor) throws SkipStateException {
        Breaker known = states.look(kind);
        // After the look: what others wrote before is never later than this.
        Instant now = clock.instant();
        SkipRules.Step step = rules.decide(kind, known, now, run, claimFor);
        // Only a claim changes anything. It is made under the lock, where another host may have been faster.
        return step.next().equals(known)
                ? step.decision()
                : states.change(kind, (latest, then) -> rules.decide(kind, latest, then, run, claimFor));
    }

    /** The run was started without waiting for this, so it is no canary. */
    private void giveBack(StepKind kind, RunId run, Decision late) throws SkipStateException {
        if (late instanceof Decision.RunAsCanary) {
            states.change(kind, (known, now) -> SkipRules.Step.run(rules.ended(known, now, run, false)));
        }
    }

    /**
     * This run has ended so. Cheap unless it stalled or was the canary. A canary that came to an end of its own, with
     * whatever code, lets all others run; one that the host stopped, or that could not be started, proves nothing.
     */
    public void ended(String type, String environment, RunId run, Termination how) {
        boolean canary = canaries.remove(run);
        boolean stalled =
                how instanceof Termination.Stopped stopped && stopped.reason().isStall();
        if (!canary && !stalled) {
            return;
        }
        StepKind kind = new StepKind(type, environment);
        boolean works = how instanceof Termination.Exited || how instanceof Termination.Ended;
        work.inTime(
                () -> states.change(
                        kind,
                        (known, now) -> SkipRules.Step.run(
                                stalled ? rules.stalled(known, now, run) : rules.ended(known, now, run, works))),
                late -> {});
    }
}
