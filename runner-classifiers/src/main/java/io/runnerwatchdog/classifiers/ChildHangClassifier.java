package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Edge;
import java.util.Optional;

/**
 * {@code child_hang}: the chain ends in a process that neither ends nor waits for anything else that has a name: stopped,
 * traced, frozen, asleep, in a circle of pipes, or outside of the tree with an inherited pipe in its hands. Stateless,
 * thread-safe.
 */
public final class ChildHangClassifier extends ChainClassifier {
    private static final double HALTED = 0.95;
    private static final double CIRCLE = 0.9;
    private static final double LEAKED = 0.85;
    private static final double AWAITED_SLEEPER = 0.65;
    private static final double SLEEPER = 0.5;
    private static final double AWAITED_IDLER = 0.55;
    private static final double AWAITED_SERVICE = 0.4;
    private static final double LEAKED_SERVICE = 0.6;
    private static final double WATCHES_FILES = 0.5;
    private static final double NO_CHILD = 0.45;
    private static final double TIMER_LOOP = 0.45;
    private static final double UNCOLLECTED = 0.5;
    private static final double ANYTHING_ELSE = 0.4;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public ChildHangClassifier() {
        super("child_hang");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.cycle().isPresent()) {
            return ending.isDeadlock()
                    ? Optional.empty()
                    : Ending.verdict(
                            RootCause.CHILD_HANG, CIRCLE, "they wait for each other, through pipes or as children");
        }
        Wait wait = ending.waitsFor();
        if (wait instanceof Wait.Halted) {
            return Ending.verdict(RootCause.CHILD_HANG, HALTED);
        }
        if (ending.isAboutCpu()) {
            return Optional.empty();
        }
        double leaked = Polled.best(wait, ChildHangClassifier::leaked);
        if (leaked > 0) {
            return Ending.verdict(RootCause.CHILD_HANG, leaked, "somebody outside of the tree has the other end");
        }
        if (wait instanceof Wait.OnSignal && hasUncollectedChild(ending)) {
            return Ending.verdict(
                    RootCause.CHILD_HANG, UNCOLLECTED, "its child has ended and it does not look: a zombie is left");
        }
        double service = Polled.best(wait, ChildHangClassifier::service);
        if (service > 0 && ending.isWaitedFor()) {
            // Whoever waits for the end of its output waits for a service that does not mean to end.
            return Ending.verdict(RootCause.CHILD_HANG, ending.cameThrough(Edge.PIPE) ? LEAKED_SERVICE : service);
        }
        return Ending.verdict(RootCause.CHILD_HANG, sure(wait, ending.isWaitedFor()))
                .filter(verdict -> verdict.confidence().value() > 0);
    }

    private static boolean hasUncollectedChild(Ending ending) {
        return ending.stall().now().childrenOf(ending.link().process().pid()).stream()
                .anyMatch(child -> child.state() == ProcessState.ZOMBIE);
    }

    private static double leaked(Wait wait) {
        return wait instanceof Wait.OnPipe pipe
                        && !pipe.writing()
                        && !pipe.isNamed()
                        && pipe.others().stream().anyMatch(other -> other.standing() == Party.Standing.OUTSIDE)
                ? LEAKED
                : 0;
    }

    private static double service(Wait wait) {
        return wait instanceof Wait.OnSocket on && on.socket().isListening() ? AWAITED_SERVICE : 0;
    }

    private static double sure(Wait wait, boolean awaited) {
        if (wait instanceof Wait.OnTimer) {
            return awaited ? AWAITED_SLEEPER : SLEEPER;
        }
        if (wait instanceof Wait.OnChild) {
            return NO_CHILD;
        }
        if (wait instanceof Wait.OnEvents events && events.candidates().isEmpty() && events.timed()) {
            return awaited ? AWAITED_IDLER : TIMER_LOOP;
        }
        if (!awaited) {
            return 0;
        }
        if (wait instanceof Wait.OnSignal
                || wait instanceof Wait.OnEvents events && events.candidates().isEmpty()) {
            return AWAITED_IDLER;
        }
        if (Polled.candidates(wait).stream().anyMatch(Wait.OnFileChange.class::isInstance)) {
            return WATCHES_FILES;
        }
        if (wait instanceof Wait.OnTerminalMaster) {
            return ANYTHING_ELSE;
        }
        // Somebody above the tree who does not write is no child: that is a wait for input.
        if (wait instanceof Wait.OnPipe pipe
                && !pipe.writing()
                && pipe.others().stream().anyMatch(Party::isMember)) {
            return ANYTHING_ELSE;
        }
        return 0;
    }
}
