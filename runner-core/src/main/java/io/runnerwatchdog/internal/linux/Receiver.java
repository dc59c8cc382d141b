package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A thread that waits for something to arrive at a socket, by a call whose bytes no counter of {@code /proc} shows.
 *
 * @param process its process
 * @param tid its number
 * @param slices how often it was given a CPU so far: another number means that a wait has ended in between
 * @param sockets the inodes of the sockets at which it waits for input
 * @param timeout after how long this wait ends by itself; empty where it does not
 */
public record Receiver(ProcessIdentity process, long tid, long slices, Set<Long> sockets, Optional<Duration> timeout) {
    public Receiver {
        Objects.requireNonNull(process, "process");
        sockets = Set.copyOf(sockets);
        Objects.requireNonNull(timeout, "timeout");
    }

    /**
     * All of a tree, by one look.
     *
     * @param begunNanos a moment before the first was looked at
     * @param endedNanos a moment after the last was
     * @param steady whether no thread was met awake: one that is waits at a socket the next moment, perhaps
     */
    public record Look(long begunNanos, long endedNanos, List<Receiver> receivers, boolean steady) {
        public Look {
            receivers = List.copyOf(receivers);
        }
    }
}
