package io.runnerwatchdog.internal.supervise;

import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The state machine of one run: when to warn, when to look at the tree, when it has stalled, and who decided its end.
 *
 * <p>Signs of life and the end may be told from any thread. {@link #look} has one caller, the clock. All times are
 * nanoseconds on the clock's scale and are compared by difference, so that an overflow does no harm.
 */
public final class Supervision {
    /** Far enough to mean never, near enough that differences do not overflow: 73 years. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private static final long LONGEST_LEAD = Duration.ofSeconds(4).toNanos();
    private static final long LONGEST_SETTLING = Duration.ofSeconds(2).toNanos();

    private final long start;
    private final long idle;
    private final long hard;
    private final long warn;
    private final boolean judgesProgress;
    private final boolean shadow;

    // One compare-and-set decides the end: an exit that was seen first is never a stall, and the other way round.
    private final AtomicReference<Decision> decision = new AtomicReference<>();

    private volatile long lastSign;
    // Two reading threads may lose a moment to each other: of silences that matter here the same does not happen twice.
    private volatile long longestSilence;
    private volatile boolean toldInShadow;
    // How many streams are held back: two may be, by sinks that make room at different times.
    private final AtomicInteger holds = new AtomicInteger();
    private volatile long lifelessSince;
    private volatile boolean lifeless;

    // Only the clock touches these.
    private boolean warned;
    private boolean hardSampled;
    private long sampledFor;
    private long notedFor;
    private long checkedFor;

    /** One whose stalls end the run. */
    public Supervision(Limits limits, Liveness liveness, long start) {
        this(limits, liveness, start, false);
    }

    /** @param shadow whether its first stall is only told, and then it is left alone */
    public Supervision(Limits limits, Liveness liveness, long start, boolean shadow) {
        this.shadow = shadow;
        this.start = start;
        this.idle = nanos(limits.idle());
        this.hard = nanos(limits.hard());
        this.warn = limits.warn().isPresent() ? nanos(limits.warn().get()) : NEVER;
        this.judgesProgress = liveness == Liveness.PROGRESS;
        this.lastSign = start;
        long before = start - 1;
        this.sampledFor = before;
        this.notedFor = before;
        this.checkedFor = before;
    }

    /** A sign of life. */
    public void sign(long now) {
        long silent = now - lastSign;
        if (silent > longestSilence) {
            longestSilence = silent;
        }
        lastSign = now;
    }

    /** How long there was no sign of life at the most, until {@code now}. */
    public long longestSilence(long now) {
        return Math.max(longestSilence, now - lastSign);
    }

    /**
     * The child cannot print to one of its streams because a consumer of the host's holds it back, or can again; the time
     * between is not charged to it.
     */
    public void heldBack(boolean held, long now) {
        holds.addAndGet(held ? 1 : -1);
        lastSign = now;
    }

    /** The process has ended; true if that decides the run. */
    public boolean exited() {
        return decision.compareAndSet(null, new Decision.Exited());
    }

    /** The host wants it stopped; true if that decides the run. */
    public boolean stop(StopReason reason) {
        return decision.compareAndSet(null, new Decision.Stop(reason));
    }

    /** How the end came about; empty while it has not. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision.get());
    }

    /** When the last sign of life was seen. */
    public long lastSign() {
        return lastSign;
    }

    /** When it was started. */
    public long start() {
        return start;
    }

    /**
     * The answer to {@link Step#CHECK_PROGRESS}.
     *
     * @param silentSince the {@link #lastSign()} that the question was asked for
     */
    public void progressChecked(boolean alive, long silentSince, long now) {
        if (alive) {
            sign(now);
        } else {
            lifelessSince = silentSince;
            lifeless = true;
        }
    }

    /** What is to be done at {@code now}. The same thing is never asked for twice. */
    public Step look(long now) {
        if (decision.get() != null || toldInShadow) {
            return Step.NOTHING;
        }
        if (isHeldBack()) {
            lastSign = now;
        }
        long silentSince = lastSign;
        if (now - (start + hard) >= 0) {
            return decide(StopReason.HARD_TIMEOUT) ? Step.STALL_HARD : Step.NOTHING;
        }
        if (now - (silentSince + idle) >= 0) {
            return atIdleLimit(silentSince);
        }
        if (!warned && now - (start + warn) >= 0) {
            warned = true;
            return Step.WARN;
        }
        return lookAhead(now, silentSince);
    }

    private Step atIdleLimit(long silentSince) {
        if (judgesProgress && !(lifeless && lifelessSince == silentSince)) {
            if (checkedFor == silentSince) {
                return Step.NOTHING;
            }
            checkedFor = silentSince;
            return Step.CHECK_PROGRESS;
        }
        return decide(StopReason.IDLE_TIMEOUT) ? Step.STALL_IDLE : Step.NOTHING;
    }

    private boolean decide(StopReason reason) {
        toldInShadow = shadow;
        return shadow || stop(reason);
    }

    private Step lookAhead(long now, long silentSince) {
        if (judgesProgress && notedFor != silentSince && now - (silentSince + settled(idle)) >= 0) {
            notedFor = silentSince;
            return Step.NOTE_PROGRESS;
        }
        if (sampledFor != silentSince && now - (silentSince + idle - lead(idle)) >= 0) {
            sampledFor = silentSince;
            return Step.SAMPLE;
        }
        if (!hardSampled && now - (start + hard - lead(hard)) >= 0) {
            hardSampled = true;
            return Step.SAMPLE;
        }
        return Step.NOTHING;
    }

    /** When to look next, after the last {@link #look} asked for nothing more. Only the clock may ask. */
    public long nextLook(long now) {
        if (toldInShadow) {
            return now + NEVER;
        }
        long silentSince = isHeldBack() ? now : lastSign;
        long next = start + hard;
        boolean waitsForAnswer = judgesProgress && checkedFor == silentSince && now - (silentSince + idle) >= 0;
        if (!waitsForAnswer) {
            next = earlier(next, silentSince + idle);
            if (sampledFor != silentSince) {
                next = earlier(next, silentSince + idle - lead(idle));
            }
            if (judgesProgress && notedFor != silentSince) {
                next = earlier(next, silentSince + settled(idle));
            }
        }
        if (!warned) {
            next = earlier(next, start + warn);
        }
        if (!hardSampled) {
            next = earlier(next, start + hard - lead(hard));
        }
        return next;
    }

    private boolean isHeldBack() {
        return holds.get() > 0;
    }

    /** How long a silence must last before what the tree has done so far is noted, to be compared at the limit. */
    private static long settled(long limit) {
        return Math.min(LONGEST_SETTLING, limit / 4);
    }

    /** How long before a limit the first sample is taken: a program that tries again each two seconds is met trying. */
    private static long lead(long limit) {
        return Math.min(LONGEST_LEAD, limit / 2);
    }

    private static long earlier(long one, long other) {
        return one - other <= 0 ? one : other;
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(NEVER)) >= 0 ? NEVER : duration.toNanos();
    }
}
