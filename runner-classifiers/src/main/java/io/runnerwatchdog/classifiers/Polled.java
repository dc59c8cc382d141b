package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A wait for any of several things: the surest of them, less sure for each other one. */
final class Polled {
    private static final double INDIRECT = 0.05;
    private static final double EACH_OTHER = 0.05;
    private static final int MOST_OTHERS = 4;

    private Polled() {}

    /** The candidates of a wait; the wait itself where it is for one thing. */
    static List<Wait> candidates(Wait wait) {
        return wait instanceof Wait.OnEvents events
                ? events.candidates().stream()
                        .flatMap(inner -> candidates(inner).stream())
                        .toList()
                : List.of(wait);
    }

    /** How sure {@code rule} is of the surest candidate; 0 where it is sure of none. */
    static double best(Wait wait, ToDoubleFunction<Wait> rule) {
        List<Wait> candidates = candidates(wait);
        double best = candidates.stream().mapToDouble(rule).max().orElse(0);
        if (best == 0 || !(wait instanceof Wait.OnEvents)) {
            return best;
        }
        int others = Math.min(MOST_OTHERS, candidates.size() - 1);
        return Math.max(0, best - INDIRECT - EACH_OTHER * others);
    }
}
