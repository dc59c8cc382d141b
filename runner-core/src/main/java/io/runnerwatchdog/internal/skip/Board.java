package io.runnerwatchdog.internal.skip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of all kinds of steps, in bounds. Immutable. */
final class Board {
    /** How many kinds are kept: those of which something was last heard. */
    static final int MOST_KINDS = 10_000;

    static final Board EMPTY = new Board(Map.of());

    private static final Comparator<StepKind> BY_NAME =
            Comparator.comparing(StepKind::type).thenComparing(StepKind::environment);

    private final Map<StepKind, Breaker> kinds;

    Board(Map<StepKind, Breaker> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    Breaker of(StepKind kind) {
        return kinds.getOrDefault(kind, Breaker.NOTHING);
    }

    /** In the order of their names. */
    Map<StepKind, Breaker> kinds() {
        Map<StepKind, Breaker> sorted = new TreeMap<>(BY_NAME);
        sorted.putAll(kinds);
        return sorted;
    }

    /** The same with this one, and without those that make no difference any more. */
    Board with(StepKind kind, Breaker breaker, SkipRules rules, Instant now) {
        Map<StepKind, Breaker> next = new TreeMap<>(BY_NAME);
        next.putAll(kinds);
        next.put(kind, breaker);
        next.values().removeIf(each -> rules.isForgotten(each, now));
        return new Board(next).latest(MOST_KINDS);
    }

    /** The same with no more than so many kinds. */
    Board latest(int most) {
        if (kinds.size() <= most) {
            return this;
        }
        List<StepKind> byAge = new ArrayList<>(kinds.keySet());
        byAge.sort(
                Comparator.<StepKind, Instant>comparing(kind -> kinds.get(kind).lastChange())
                        .thenComparing(BY_NAME));
        Map<StepKind, Breaker> next = new TreeMap<>(BY_NAME);
        next.putAll(kinds);
        byAge.subList(0, kinds.size() - most).forEach(next::remove);
        return new Board(next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Board board && kinds.equals(board.kinds);
    }

    @Override
    public int hashCode() {
        return kinds.hashCode();
    }

    @Override
    public String toString() {
        return kinds.toString();
    }
}
