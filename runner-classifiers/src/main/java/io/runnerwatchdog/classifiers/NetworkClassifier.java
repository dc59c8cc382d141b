package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.Optional;

/**
 * {@code network}: the chain ends in a socket whose peer does not answer, or in a sleep between two attempts to reach one.
 * Stateless, thread-safe.
 */
public final class NetworkClassifier extends ChainClassifier {
    private static final double CONNECTING = 0.97;
    private static final double UNACKNOWLEDGED = 0.95;
    private static final double SILENT = 0.92;
    private static final double DATAGRAM = 0.85;
    private static final double LOCAL = 0.6;
    private static final double SERVICE = 0.45;
    private static final double HAS_TO_READ = 0.45;
    private static final double LOOP_ALIVE = 0.3;

    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public NetworkClassifier() {
        super("network");
    }

    @Override
    Optional<Verdict> judge(Ending ending) {
        if (ending.isAboutCpu() || ending.cycle().isPresent()) {
            return Optional.empty();
        }
        double sure = Polled.best(ending.waitsFor(), NetworkClassifier::sure);
        if (sure > 0) {
            boolean alive = ending.waitsFor() instanceof Wait.OnEvents
                    && ending.motion().filter(Motion::keepsWorking).isPresent();
            return Ending.verdict(RootCause.NETWORK, alive ? Math.max(0, sure - LOOP_ALIVE) : sure);
        }
        return Retries.judge(ending, RootCause.NETWORK, Wait.OnSocket.class);
    }

    private static double sure(Wait wait) {
        return wait instanceof Wait.OnSocket on ? ofSocket(on) : 0;
    }

    private static double ofSocket(Wait.OnSocket on) {
        SocketFacts socket = on.socket();
        if (socket.isListening()) {
            return SERVICE;
        }
        boolean reads = !on.call().startsWith("send") && !on.call().startsWith("write");
        if (socket.unreadBytes() > 0 && reads) {
            // There is something to read and it does not read it: then it hardly waits for the peer.
            return HAS_TO_READ;
        }
        if (socket.state().equals("SYN_SENT")) {
            return CONNECTING;
        }
        return switch (socket.protocol()) {
            case "tcp" -> socket.unsentBytes() > 0 ? UNACKNOWLEDGED : SILENT;
            case "udp" -> DATAGRAM;
            default -> LOCAL;
        };
    }
}
