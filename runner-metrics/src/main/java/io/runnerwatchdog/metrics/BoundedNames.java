package io.runnerwatchdog.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the number of values of a tag bounded: what is new past the bound becomes {@code other}. Thread-safe. */
final class BoundedNames {
    static final String OTHER = "other";
    static final String UNKNOWN = "unknown";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedNames(int most) {
        this.most = most;
    }

    String of(String name) {
        if (name.isEmpty()) {
            return UNKNOWN;
        }
        if (known.contains(name)) {
            return name;
        }
        synchronized (known) {
            // Two new names at once must not both take the last place.
            if (known.size() < most) {
                known.add(name);
            }
            return known.contains(name) ? name : OTHER;
        }
    }
}
