package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.spi.RootCauseClassifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a classifier does wrong, told at once: one test run is enough to see it. */
final class Violations {
    private static final int MOST_TOLD = 20;

    private final String heading;
    private final Set<String> found = new LinkedHashSet<>();

    Violations(RootCauseClassifier classifier, String heading) {
        this.heading = classifier.getClass().getName() + " " + heading;
    }

    void add(String violation) {
        found.add(violation);
    }

    void add(NamedStall stall, String violation) {
        add("stall \"" + stall.name() + "\": " + violation);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Does nothing where all is well. */
    void throwThem() {
        if (found.isEmpty()) {
            return;
        }
        String lines =
                found.stream().limit(MOST_TOLD).map(line -> "\n- " + line).collect(Collectors.joining());
        int more = found.size() - MOST_TOLD;
        throw new AssertionError(heading + lines + (more > 0 ? "\n- and " + more + " more" : ""));
    }
}
