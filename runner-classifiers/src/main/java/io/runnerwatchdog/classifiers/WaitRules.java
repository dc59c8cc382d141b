package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Link;
import io.runnerwatchdog.spi.StallContext;
import java.util.Comparator;
import java.util.Optional;

/** What a wait at the end of the chain means, and how sure that is. */
final class WaitRules {
    // How sure: a wait that has only one reading is near 1; one that idle programs show as well is below a half.
    private static final double CERTAIN = 0.95;
    private static final double CLEAR = 0.9;
    private static final double LIKELY = 0.8;
    private static final double FAIR = 0.6;
    private static final double WEAK = 0.45;
    private static final double IDLE_LOOKING = 0.35;
    private static final double ONE_OF_SEVERAL = 0.05;

    private WaitRules() {}

    static Optional<Verdict> judge(Link leaf, StallContext stall) {
        return judge(leaf.waitsFor(), leaf, stall);
    }

    private static Optional<Verdict> judge(Wait wait, Link leaf, StallContext stall) {
        if (wait instanceof Wait.OnSocket on) {
            return verdict(RootCause.NETWORK, ofSocket(on.socket()));
        }
        if (wait instanceof Wait.OnFileLock) {
            return verdict(RootCause.LOCK, CERTAIN);
        }
        if (wait instanceof Wait.OnFutex futex) {
            return ofFutex(futex, leaf, stall);
        }
        if (wait instanceof Wait.OnFile file) {
            return verdict(RootCause.IO_WAIT, file.uninterruptible() ? CLEAR : LIKELY);
        }
        if (wait instanceof Wait.OnNamedPipe) {
            return verdict(RootCause.IO_WAIT, LIKELY);
        }
        if (wait instanceof Wait.OnTerminal) {
            return verdict(RootCause.INPUT_WAIT, CERTAIN);
        }
        if (wait instanceof Wait.OnPipe pipe) {
            return ofPipe(pipe);
        }
        if (wait instanceof Wait.Halted) {
            return verdict(RootCause.CHILD_HANG, CERTAIN);
        }
        if (wait instanceof Wait.OnChild) {
            return verdict(RootCause.CHILD_HANG, FAIR);
        }
        if (wait instanceof Wait.OnTimer) {
            return verdict(RootCause.CHILD_HANG, FAIR);
        }
        if (wait instanceof Wait.OnEvents events) {
            return ofEvents(events, leaf, stall);
        }
        return Optional.empty();
    }

    /** The confidence that a wait on this socket is the cause. */
    private static double ofSocket(SocketFacts socket) {
        if (socket.isListening()) {
            return WEAK;
        }
        if (socket.unreadBytes() > 0) {
            // There is something to read and it does not read it: then it hardly waits for the peer.
            return WEAK;
        }
        return switch (socket.protocol()) {
            case "tcp" -> socket.state().equals("SYN_SENT") || socket.unsentBytes() > 0 ? CERTAIN : CLEAR;
            case "udp" -> LIKELY;
            default -> FAIR;
        };
    }

    /**
     * A pipe whose other end nobody in the tree holds. Read as standard input it is an input that never comes; written, its
     * reader outside is stuck; else somebody who left the tree still has the other end.
     */
    private static Optional<Verdict> ofPipe(Wait.OnPipe pipe) {
        if (pipe.writing()) {
            return verdict(RootCause.CHILD_HANG, WEAK);
        }
        return pipe.fd() == 0 ? verdict(RootCause.INPUT_WAIT, FAIR) : verdict(RootCause.CHILD_HANG, FAIR);
    }

    private static Optional<Verdict> ofFutex(Wait.OnFutex futex, Link leaf, StallContext stall) {
        if (futex.ownerTid().isPresent()) {
            return verdict(RootCause.LOCK, CLEAR);
        }
        if (!futex.call().equals("futex")) {
            return verdict(RootCause.LOCK, FAIR);
        }
        if (futex.timed()) {
            return Optional.empty();
        }
        int threads = stall.now()
                .find(leaf.process())
                .map(ProcessFacts::threads)
                .map(all -> all.size())
                .orElse(1);
        return verdict(RootCause.LOCK, threads == 1 ? FAIR : IDLE_LOOKING);
    }

    /** Any of several things: the surest of them, a little less sure for each other one. */
    private static Optional<Verdict> ofEvents(Wait.OnEvents events, Link leaf, StallContext stall) {
        double less =
                ONE_OF_SEVERAL * Math.min(6, Math.max(0, events.candidates().size() - 1));
        Optional<Verdict> best = events.candidates().stream()
                .flatMap(candidate -> judge(candidate, leaf, stall).stream())
                .max(Comparator.comparing(Verdict::confidence));
        if (best.isEmpty() && events.timed()) {
            return verdict(RootCause.CHILD_HANG, IDLE_LOOKING);
        }
        return best.flatMap(verdict ->
                verdict(verdict.rootCause(), Math.max(0, verdict.confidence().value() - ONE_OF_SEVERAL - less)));
    }

    private static Optional<Verdict> verdict(RootCause cause, double confidence) {
        return Optional.of(Verdict.of(cause, confidence));
    }
}
