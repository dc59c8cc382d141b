package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry of the host behind a guard: what it throws costs what was to be counted there, and nothing else. One that has
 * a meter of the same name and another type already, say, must not hide a stall from the others.
 */
final class GuardedRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedRegistry.class);

    private final MeterRegistry registry;
    private final RegistryMeters meters;
    private final AtomicBoolean complained = new AtomicBoolean();

    GuardedRegistry(MeterRegistry registry, RegistryMeters meters) {
        this.registry = registry;
        this.meters = meters;
    }

    boolean isOf(MeterRegistry other) {
        return registry == other;
    }

    /** Does this, whatever becomes of it. */
    void with(Consumer<RegistryMeters> action) {
        guarded(() -> action.accept(meters));
    }

    /** Does this as a whole: where it throws, what was made is taken out again. */
    void orUndo(Consumer<RegistryMeters> action, Runnable undo) {
        boolean done = false;
        try {
            action.accept(meters);
            done = true;
        } finally {
            if (!done) {
                undo.run();
                removeAll();
            }
        }
    }

    /** Takes all meters out, those too that come up meanwhile. */
    void removeAll() {
        meters.release().forEach(meter -> guarded(() -> registry.remove(meter)));
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Exception | LinkageError | StackOverflowError failed) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn(
                        "the meter registry {} failed; further failures of it are not logged",
                        registry.getClass().getName(),
                        failed);
            }
        }
    }
}
