package io.runnerwatchdog.internal.skip;

import java.time.Instant;
import java.util.function.BiFunction;

/** Where the states of all kinds of steps are kept. */
interface SkipStates {
    /** What is known of this kind now; may be outdated the moment it is handed out. */
    Breaker look(StepKind kind) throws SkipStateException;

    /**
     * Changes what is known of this kind while nobody else changes anything.
     *
     * @param change is given what is known and what time it is; called once at most
     */
    Decision change(StepKind kind, BiFunction<Breaker, Instant, SkipRules.Step> change) throws SkipStateException;
}
