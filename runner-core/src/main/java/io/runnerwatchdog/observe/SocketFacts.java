package io.runnerwatchdog.observe;

import java.util.Objects;

/**
 * A socket as the kernel's tables show it.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code unix}
 * @param local the near end, {@code address:port} or a path; empty where it has none
 * @param remote the far end in the same form; empty where it has none
 * @param state the kernel's word, for example {@code ESTABLISHED}, {@code SYN_SENT}, {@code LISTEN}
 * @param unsentBytes what the peer has not acknowledged or taken yet
 * @param unreadBytes what has arrived and was not read yet
 * @param retransmits how often the oldest unacknowledged packet was sent again
 */
public record SocketFacts(
        String protocol,
        String local,
        String remote,
        String state,
        long unsentBytes,
        long unreadBytes,
        int retransmits) {
    public SocketFacts {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(state, "state");
    }

    /** Whether it only waits for somebody to call: weak evidence, an idle service looks so. */
    public boolean isListening() {
        return state.equals("LISTEN");
    }

    /** For people: {@code tcp 10.0.0.1:22 SYN_SENT}. */
    public String describe() {
        String end = remote.isEmpty() ? local : remote;
        String text = end.isEmpty() ? protocol : protocol + " " + end;
        String retries = retransmits > 0 ? ", " + retransmits + " retransmits" : "";
        return state.isEmpty() ? text + retries : text + " " + state + retries;
    }
}
