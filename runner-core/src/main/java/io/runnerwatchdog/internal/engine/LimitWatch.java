package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.internal.supervise.Step;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks at a run's clock when a limit could have been reached, and sees to what is then due. Thread-safe. */
final class LimitWatch {
    /** Told on the clock's thread that the run has stalled, by a look at {@code decidedAt}. */
    interface OnStall {
        void stalled(StallKind kind, long decidedAt);
    }

    private final RunParts parts;
    private final Supervision supervision;
    private final StallWork stallWork;
    private final OnStall onStall;
    private final BooleanSupplier hasEnded;
    private volatile Alarm alarm = () -> {};

    /** @param hasEnded asked before the tree is looked at: whether it has ended, which it then tells by itself */
    LimitWatch(RunParts parts, StallWork stallWork, OnStall onStall, BooleanSupplier hasEnded) {
        this.parts = parts;
        this.supervision = parts.supervision();
        this.stallWork = stallWork;
        this.onStall = onStall;
        this.hasEnded = hasEnded;
    }

    /** On the clock's thread, or once at the beginning. */
    void look() {
        long now = parts.now();
        Step step;
        while ((step = supervision.look(now)) != Step.NOTHING) {
            if (step == Step.STALL_IDLE || step == Step.STALL_HARD) {
                StallKind kind = step == Step.STALL_IDLE ? StallKind.IDLE : StallKind.HARD;
                onStall.stalled(kind, now);
                return;
            }
            begin(step, now);
        }
        if (supervision.decision().isEmpty()) {
            alarm = parts.shop().clock().at(supervision.nextLook(now), this::look);
        }
        if (supervision.decision().isPresent()) {
            // The end was decided between the question and the alarm; an alarm left over would hold the run in memory.
            alarm.cancel();
        }
    }

    private void begin(Step step, long now) {
        switch (step) {
            case WARN ->
                parts.shop()
                        .announcer()
                        .tell(new RunEvent.Slow(
                                parts.info(),
                                parts.shop().wallClock().instant(),
                                Duration.ofNanos(now - supervision.start())));
            case NOTE_PROGRESS -> unlessEnded(stallWork::noteProgress);
            case SAMPLE -> unlessEnded(stallWork::sampleAhead);
            case CHECK_PROGRESS -> {
                long silentSince = supervision.lastSign();
                unlessEnded(() -> stallWork.checkProgress(alive -> {
                    supervision.progressChecked(alive, silentSince, parts.now());
                    alarm.cancel();
                    alarm = parts.shop().clock().at(parts.now(), this::look);
                }));
            }
            default -> throw new IllegalStateException("not to be begun: " + step);
        }
    }

    private void unlessEnded(Runnable look) {
        parts.work(() -> {
            if (!hasEnded.getAsBoolean()) {
                look.run();
            }
        });
    }

    /** The end of the run is decided: there is nothing to look at any more. */
    void cancel() {
        alarm.cancel();
    }
}
