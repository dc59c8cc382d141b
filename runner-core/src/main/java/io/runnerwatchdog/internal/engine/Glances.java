package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.members.GlancePlan;
import io.runnerwatchdog.internal.threads.Alarm;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Glances at a run's tree while it changes, so that a child is known before it hides: one that gives up its environment,
 * its session and its parents can be found later only by whoever has seen it before. Thread-safe.
 */
final class Glances implements Runnable {
    /** Output that flows asks the plan no more often: it is asked under a lock. */
    private static final long BETWEEN_QUESTIONS = Duration.ofMillis(50).toNanos();

    private final RunParts parts;
    private final GlancePlan plan;
    private boolean grew;
    private boolean over;
    private Optional<Alarm> alarm = Optional.empty();

    // Read for each chunk of output, so it costs no lock: not before this time is there anything to decide.
    private volatile long quietUntil;

    Glances(RunParts parts) {
        this.parts = parts;
        this.plan = new GlancePlan(parts.now());
    }

    /** The run begins. */
    synchronized void begin() {
        planNext(OptionalLong.of(plan.firstDelay()));
    }

    /** The run has printed something. */
    void printed(long now) {
        if (now - quietUntil < 0) {
            return;
        }
        quietUntil = now + BETWEEN_QUESTIONS;
        synchronized (this) {
            if (!over && plan.printed(now)) {
                parts.work(this::glance);
            }
        }
    }

    private void glance() {
        long before = parts.now();
        boolean changed = parts.tree().family().glance();
        long now = parts.now();
        boolean nameStrays;
        synchronized (this) {
            OptionalLong next = plan.afterGlance(now, now - before, changed);
            grew |= changed;
            nameStrays = next.isEmpty() && grew && !over;
            grew &= next.isPresent();
            planNext(next);
        }
        if (nameStrays) {
            // A child has its parent's environment until it becomes another program; by now it has shown what it is.
            parts.tree().family().nameStrays();
        }
    }

    /** Under the lock. */
    private void planNext(OptionalLong delay) {
        if (!over && delay.isPresent()) {
            alarm = Optional.of(parts.shop().clock().after(delay.getAsLong(), this));
        }
    }

    /** On the clock's thread: it is time for the next. */
    @Override
    public void run() {
        parts.work(this::glance);
    }

    /** The run has ended, or its tree is being stopped and looked at more closely. */
    synchronized void end() {
        over = true;
        if (alarm.isPresent()) {
            alarm.get().cancel();
        }
    }
}
