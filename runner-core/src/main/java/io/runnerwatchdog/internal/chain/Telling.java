package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * How much a thread's wait explains: 1 all, 0 nothing. Idle programs wait for many things for ever; what they show as well
 * explains little. Only good for comparing: what a wait means is for classifiers to say.
 */
final class Telling {
    /** From here on a wait explains itself, whatever else its process does. */
    static final double EXPLICIT = 0.5;

    private static final double CERTAIN = 0.97;
    private static final double CLEAR = 0.92;
    private static final double LIKELY = 0.8;
    private static final double FAIR = 0.6;
    private static final double WEAK = 0.4;
    /** A thread that sleeps waits for nothing but time: more than idleness, less than any reason. */
    private static final double SLEEPS = 0.3;

    private static final double IDLE = 0.15;
    private static final double ONE_OF_MANY = 0.05;
    private static final double LOOP_ALIVE = 0.3;

    private Telling() {}

    static double of(Wait wait, Optional<Motion> motion) {
        if (!(wait instanceof Wait.Halted) && motion.isPresent()) {
            if (motion.get().isStarved()) {
                return CLEAR;
            }
            if (motion.get().isThrashing()) {
                return LIKELY;
            }
            if (motion.get().isBusy()) {
                return FAIR;
            }
        }
        double own = of(wait);
        boolean alive = wait instanceof Wait.OnEvents
                && motion.filter(Motion::keepsWorking).isPresent();
        return alive ? Math.max(IDLE, own - LOOP_ALIVE) : own;
    }

    private static double of(Wait wait) {
        if (wait instanceof Wait.Halted || wait instanceof Wait.OnFileLock) {
            return CERTAIN;
        }
        if (wait instanceof Wait.OnSocket on) {
            return ofSocket(on.socket());
        }
        if (wait instanceof Wait.OnFile on && on.file().equals("/dev/fuse")) {
            return IDLE;
        }
        if (wait instanceof Wait.OnFile || wait instanceof Wait.OnNamedPipe) {
            return LIKELY;
        }
        if (wait instanceof Wait.OnTerminal) {
            return CLEAR;
        }
        if (wait instanceof Wait.OnChild || wait instanceof Wait.OnTerminalMaster) {
            return FAIR;
        }
        if (wait instanceof Wait.OnPipe pipe) {
            return ofPipe(pipe);
        }
        if (wait instanceof Wait.OnEvents events) {
            return ofEvents(events);
        }
        if (wait instanceof Wait.OnFutex futex) {
            return ofFutex(futex);
        }
        if (wait instanceof Wait.ForCpu || wait instanceof Wait.OnFileChange) {
            return WEAK;
        }
        return wait instanceof Wait.OnTimer ? SLEEPS : wait instanceof Wait.Ended ? 0 : IDLE;
    }

    private static double ofSocket(SocketFacts socket) {
        if (socket.isListening()) {
            return IDLE;
        }
        if (socket.state().equals("SYN_SENT") || socket.unsentBytes() > 0) {
            return CERTAIN;
        }
        return switch (socket.protocol()) {
            case "tcp" -> CLEAR;
            case "udp" -> LIKELY;
            default -> FAIR;
        };
    }

    private static double ofPipe(Wait.OnPipe pipe) {
        if (pipe.others().stream().anyMatch(other -> other.standing() == Standing.OUTSIDE)) {
            return LIKELY;
        }
        boolean above = pipe.others().stream().anyMatch(other -> other.standing() == Standing.ABOVE);
        boolean input = !pipe.writing() && pipe.fd() == 0 && pipe.others().isEmpty();
        return above ? LIKELY : input || !pipe.others().isEmpty() ? FAIR : WEAK;
    }

    private static double ofEvents(Wait.OnEvents events) {
        double best =
                events.candidates().stream().mapToDouble(Telling::of).max().orElse(IDLE);
        int others = Math.min(4, Math.max(0, events.candidates().size() - 1));
        return Math.max(IDLE, best - ONE_OF_MANY * others);
    }

    private static double ofFutex(Wait.OnFutex futex) {
        return switch (futex.kind()) {
            case LOCK -> futex.owner().isPresent() ? CLEAR : FAIR;
            case JOIN -> FAIR;
            case SIGNAL -> futex.call().startsWith("futex") ? IDLE : WEAK;
        };
    }
}
