package io.runnerwatchdog.internal.members;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When to glance at a run's tree: in a burst of ever longer steps when the run begins, when it prints after a silence, and
 * as long as children come; never while nothing happens. Glances cost at most half a percent of a processor, however large
 * the tree. All times are nanoseconds of one clock. Has one user at a time.
 */
public final class GlancePlan {
    /** A new child may have more soon, and end. */
    private static final long FIRST_STEP = Duration.ofMillis(1).toNanos();

    /** Most commands that end sooner start nothing, and to wake a thread for each of them is a tenth of what they cost. */
    private static final long FIRST_DELAY = Duration.ofMillis(4).toNanos();

    private static final long LAST_STEP = Duration.ofMillis(64).toNanos();

    /** Output that flows does not begin a burst more often. */
    private static final long BETWEEN_BURSTS = Duration.ofMillis(500).toNanos();

    /** A glance that took this share of the time since the last one would be too dear. */
    private static final long SHARE = 200;

    /** The first ones come whatever they cost: most of what runs start is started at once. */
    private static final int FREE_GLANCES = 4;

    private long step = FIRST_DELAY;
    private long nextBurstAt;
    private int glances;
    private boolean resting;

    /** A plan of a run that begins now. The first glance is due after {@link #firstDelay()}. */
    public GlancePlan(long now) {
        nextBurstAt = now + BETWEEN_BURSTS;
    }

    /** How long after the beginning the first glance is due. */
    public long firstDelay() {
        return FIRST_DELAY;
    }

    /**
     * How long after a glance the next one is due; empty: not before something happens.
     *
     * @param cost how long the glance took
     * @param changed whether it found a new child
     */
    public OptionalLong afterGlance(long now, long cost, boolean changed) {
        glances++;
        step = changed ? FIRST_STEP : step * 2;
        if (step > LAST_STEP) {
            resting = true;
            nextBurstAt = now + Math.max(BETWEEN_BURSTS, cost * SHARE);
            return OptionalLong.empty();
        }
        return OptionalLong.of(glances < FREE_GLANCES ? step : Math.max(step, cost * SHARE));
    }

    /** Something was printed; true if a burst is to begin now. */
    public boolean printed(long now) {
        if (!resting || now - nextBurstAt < 0) {
            return false;
        }
        resting = false;
        step = FIRST_STEP;
        return true;
    }
}
