package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.Wait.OnFutex.Kind;
import io.runnerwatchdog.observe.WaitChain.Edge;
import java.util.List;
import java.util.Optional;

/**
 * {@code lock}: the chain ends in a lock on a file or in memory, in a circle of locks, in a condition that nobody signals, or
 * in a sleep between two attempts to get one. Stateless, thread-safe.
 */
public final class LockClassifier extends ChainClassifier {
    private static final double DEADLOCK = 0.99;
    private static final double HELD = 0.97;
    private static final double OWNED = 0.95;
    private static final double HOLDER_UNKNOWN = 0.9;
    private static final double THROUGH_LOCK = 0.8;
    private static final double CONTENDED = 0.85;
    private static final double SEMAPHORE = 0.75;
    private static final double PEER_SAYS_SO = 0.98;
    private static final double CONTENDED_WORD = 0.65;
    private static final double NOBODY_TO_SIGNAL = 0.6;
    private static final double ALL_THREADS = 0.5;
    private static final double SIGNALLED_BY_OTHERS = 0.45;
    private static final double IDLE_LOOKING = 0.35;
    private static final double GIVES_UP = 0.25;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public LockClassifier() {
        super("lock");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        Optional<Verdict> deadlock = deadlock(ending);
        if (deadlock.isPresent() || ending.cycle().isPresent()) {
            return deadlock;
        }
        boolean idleHolder = ending.cameThrough(Edge.LOCK) && (ending.isAsleep() || isIdle(ending.waitsFor()));
        if (idleHolder) {
            return Ending.verdict(RootCause.LOCK, THROUGH_LOCK, ending.link().label() + " holds the lock and is idle");
        }
        if (ending.isAboutCpu()) {
            return Optional.empty();
        }
        Optional<Party> server = serverThatWaits(ending);
        if (server.isPresent()) {
            return Ending.verdict(
                    RootCause.LOCK,
                    PEER_SAYS_SO,
                    "its peer " + server.get().label() + " says of itself that it waits for a lock");
        }
        double sure = Polled.best(ending.waitsFor(), wait -> sure(wait, ending));
        if (sure > 0) {
            return Ending.verdict(RootCause.LOCK, sure);
        }
        Optional<Verdict> contended = contended(ending);
        return contended.isPresent() ? contended : Retries.judge(ending, RootCause.LOCK, Wait.OnFileLock.class);
    }

    private static boolean isIdle(Wait wait) {
        return wait instanceof Wait.OnSignal
                || wait instanceof Wait.Halted
                || wait instanceof Wait.OnFutex futex && futex.kind() == Kind.SIGNAL
                || wait instanceof Wait.OnEvents events && events.candidates().isEmpty();
    }

    /** A circle of nothing but locks; one with a pipe or a child in it hangs in another way. */
    private static Optional<Verdict> deadlock(Ending ending) {
        Optional<String> reported = ending.threads().stream()
                .flatMap(thread -> thread.runtime().stream())
                .filter(RuntimeView::deadlock)
                .map(RuntimeView::name)
                .findFirst();
        if (ending.cycle().isEmpty()) {
            return reported.flatMap(thread -> Ending.verdict(
                    RootCause.LOCK, DEADLOCK, "the runtime reports a deadlock that thread \"" + thread + "\" is in"));
        }
        return ending.isDeadlock()
                ? Ending.verdict(
                        RootCause.LOCK, DEADLOCK, "a deadlock: each waits for a lock that another of them holds")
                : Optional.empty();
    }

    private static double sure(Wait wait, Ending ending) {
        if (wait instanceof Wait.OnFileLock on) {
            return on.holders().isEmpty() ? HOLDER_UNKNOWN : HELD;
        }
        if (wait instanceof Wait.OnPipe pipe) {
            return pipe.toItself() && pipe.others().isEmpty() ? SIGNALLED_BY_OTHERS : 0;
        }
        return wait instanceof Wait.OnFutex on ? ofFutex(on, ending) : 0;
    }

    /** PostgreSQL ends the title of a server process with this word while it waits for a lock (its manual, chapter 27.1). */
    private static Optional<Party> serverThatWaits(Ending ending) {
        return Polled.candidates(ending.waitsFor()).stream()
                .flatMap(wait -> wait.as(Wait.OnSocket.class).stream())
                .flatMap(on -> on.peers().stream())
                .filter(peer ->
                        peer.title().startsWith("postgres: ") && peer.title().endsWith(" waiting"))
                .findFirst();
    }

    private static double ofFutex(Wait.OnFutex on, Ending ending) {
        if (on.kind() == Kind.LOCK) {
            return on.owner().isPresent() ? OWNED : CONTENDED_WORD;
        }
        if (on.kind() == Kind.JOIN) {
            return IDLE_LOOKING;
        }
        if (on.call().startsWith("sem")) {
            return SEMAPHORE;
        }
        if (!on.call().equals("futex")) {
            return on.call().startsWith("read of an eventfd") ? SIGNALLED_BY_OTHERS : NOBODY_TO_SIGNAL;
        }
        if (on.timed()) {
            return GIVES_UP;
        }
        List<ThreadFacts> threads = ending.threads();
        if (threads.size() <= 1) {
            return NOBODY_TO_SIGNAL;
        }
        boolean all = threads.stream()
                .filter(thread -> thread.state() != ProcessState.ZOMBIE)
                .allMatch(thread -> thread.waitsFor() instanceof Wait.OnFutex futex && !futex.timed());
        return all ? ALL_THREADS : IDLE_LOOKING;
    }

    /** It sleeps, and a file that it has open is locked by somebody else: it tries again and again. */
    private static Optional<Verdict> contended(Ending ending) {
        boolean waits = ending.isAsleep() || ending.waitsFor() instanceof Wait.OnEvents;
        return waits
                ? ending.process().map(ProcessFacts::contentions).orElse(List.of()).stream()
                        .findFirst()
                        .map(contention ->
                                Verdict.of(RootCause.LOCK, CONTENDED).because(Because.fact(contention.describe())))
                : Optional.empty();
    }
}
