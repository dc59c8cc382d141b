package io.runnerwatchdog.internal.skip;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;

/** States of one host, which are gone when it ends. Thread-safe. */
final class MemoryStates implements SkipStates {
    private final SkipRules rules;
    private final InstantSource clock;
    private Board board = Board.EMPTY;

    MemoryStates(SkipRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public synchronized Breaker look(StepKind kind) {
        return board.of(kind);
    }

    @Override
    public synchronized Decision change(StepKind kind, BiFunction<Breaker, Instant, SkipRules.Step> change) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SkipRules.Step step = change.apply(board.of(kind), now);
        board = board.with(kind, step.next(), rules, now);
        return step.decision();
    }
}
