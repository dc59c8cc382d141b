package io.runnerwatchdog.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the number of values bounded: what is new past the bound becomes another. Thread-safe. */
final class Bounded<T> {
    private final int most;
    private final T other;
    private final Set<T> known = ConcurrentHashMap.newKeySet();

    /** @param other what stands for all that are too many; it needs no place */
    Bounded(int most, T other) {
        this.most = most;
        this.other = other;
    }

    T of(T value) {
        if (value.equals(other) || known.contains(value)) {
            return value;
        }
        synchronized (known) {
            // Two new values at once must not both take the last place.
            if (known.size() < most) {
                known.add(value);
            }
            return known.contains(value) ? value : other;
        }
    }
}
