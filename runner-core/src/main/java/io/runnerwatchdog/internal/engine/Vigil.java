package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches a tree that has fallen silent until its limit is reached, in glances a few milliseconds apart, so that the short
 * attempts of a program that mostly sleeps are seen. Thread-safe.
 */
final class Vigil {
    static final long BETWEEN_GLANCES = Duration.ofMillis(3).toNanos();

    /** A glance that takes long makes the next come later: one part of watching to so many of rest. */
    private static final long REST = 30;

    private final RunParts parts;
    private final Optional<TreeEyes.Watch> watch;
    private boolean over;
    private Interlude seen = Interlude.NONE;
    private Alarm alarm = () -> {};

    private Vigil(RunParts parts, Optional<TreeEyes.Watch> watch) {
        this.parts = parts;
        this.watch = watch;
    }

    static Vigil begin(RunParts parts, TreeSnapshot first) {
        Vigil vigil = new Vigil(parts, parts.tree().eyes().watch(first));
        vigil.planNext(0);
        return vigil;
    }

    private synchronized void planNext(long took) {
        if (!over && watch.isPresent()) {
            alarm = parts.shop().clock().after(Math.max(BETWEEN_GLANCES, took * REST), () -> parts.work(this::glance));
        }
    }

    private synchronized void glance() {
        // The end may have come between the alarm and this turn.
        if (!over) {
            long begun = parts.now();
            watch.orElseThrow().glance();
            planNext(parts.now() - begun);
        }
    }

    /** No more glances; what was seen. A second call tells the same. */
    synchronized Interlude end() {
        if (!over) {
            over = true;
            alarm.cancel();
            seen = watch.map(TreeEyes.Watch::end).orElse(Interlude.NONE);
        }
        return seen;
    }
}
