package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.linux.Receiver;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a series of looks tells of data that arrived: a wait at a socket that ended although its time was not up, by a thread
 * that now waits there again. That a thread woke is not enough: one that polls with a time limit wakes by its own clock.
 * How long a wait has lasted at most is known by the looks alone, from the last one that showed the wait before it; the
 * kernel's own account of when a thread last ran is wrong by some tenths of a second between processors. Not thread-safe.
 */
final class Arrivals {
    /** So many looks fall into the shortest time limit: three are the least that can show a wait that ended before. */
    private static final int LOOKS_PER_TIMEOUT = 5;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private record Who(ProcessIdentity process, long tid) {}

    /**
     * @param begunAfter a moment at which an earlier wait still lasted; empty where none was seen
     * @param seen when the last look that showed it was begun
     * @param missed whether it was awake, or somewhere else, when last looked at
     */
    private record Waiting(Receiver receiver, OptionalLong begunAfter, long seen, boolean missed) {
        Waiting seenAgain(long nanos) {
            return new Waiting(receiver, begunAfter, nanos, false);
        }

        Waiting missedOnce() {
            return new Waiting(receiver, begunAfter, seen, true);
        }

        boolean isOverByItself(long nanos) {
            return receiver.timeout()
                    .filter(timeout -> begunAfter.isEmpty() || nanos - begunAfter.getAsLong() >= timeout.toNanos())
                    .isPresent();
        }

        boolean sharesSocketWith(Receiver other) {
            return receiver.sockets().stream().anyMatch(other.sockets()::contains);
        }
    }

    private Map<Who, Waiting> waiting = Map.of();
    private boolean steady = true;

    /** Takes in one more look. Returns who got something since the one before. */
    List<Receiver> add(Receiver.Look look) {
        Map<Who, Waiting> now = new HashMap<>();
        List<Receiver> arrived = new ArrayList<>();
        for (Receiver receiver : look.receivers()) {
            Who thread = new Who(receiver.process(), receiver.tid());
            Waiting before = waiting.get(thread);
            if (before != null && before.receiver().slices() == receiver.slices()) {
                now.put(thread, before.seenAgain(look.begunNanos()));
                continue;
            }
            OptionalLong since = before == null ? OptionalLong.empty() : OptionalLong.of(before.seen());
            now.put(thread, new Waiting(receiver, since, look.begunNanos(), false));
            if (before != null && before.sharesSocketWith(receiver) && !before.isOverByItself(look.endedNanos())) {
                arrived.add(receiver);
            }
        }
        waiting.forEach((thread, before) -> {
            if (!before.missed()) {
                now.putIfAbsent(thread, before.missedOnce());
            }
        });
        waiting = now;
        steady = look.steady();
        return arrived;
    }

    /** After how long the next look is worth it; empty where nobody waits at a socket, or is on the way there. */
    Optional<Duration> pause() {
        return waiting.isEmpty() && !steady
                ? Optional.of(LONGEST_PAUSE)
                : waiting.values().stream().map(Arrivals::pause).min(Duration::compareTo);
    }

    private static Duration pause(Waiting waiting) {
        Duration part = waiting.receiver()
                .timeout()
                .map(timeout -> timeout.dividedBy(LOOKS_PER_TIMEOUT))
                .orElse(LONGEST_PAUSE);
        Duration bounded = part.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : part;
        return bounded.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : bounded;
    }
}
