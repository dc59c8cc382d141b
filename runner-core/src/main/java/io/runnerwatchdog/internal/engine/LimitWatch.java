package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.internal.supervise.Step;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.Optional;

/** Looks at a run's clock when a limit could have been reached, and sees to what is then due. Thread-safe. */
final class LimitWatch implements Runnable {
    private final RunParts parts;
    private final Supervision supervision;
    private final StallWork stallWork;
    private final ActiveRun run;
    private volatile Optional<Alarm> alarm = Optional.empty();

    /** @param run is told of a stall, and asked whether it has ended before its tree is looked at */
    LimitWatch(RunParts parts, StallWork stallWork, ActiveRun run) {
        this.parts = parts;
        this.supervision = parts.supervision();
        this.stallWork = stallWork;
        this.run = run;
    }

    /** On the clock's thread, or once at the beginning: looks. */
    @Override
    public void run() {
        long now = parts.now();
        Step step;
        while ((step = supervision.look(now)) != Step.NOTHING) {
            if (step == Step.STALL_IDLE || step == Step.STALL_HARD) {
                StallKind kind = step == Step.STALL_IDLE ? StallKind.IDLE : StallKind.HARD;
                run.stalled(kind, now);
                return;
            }
            begin(step, now);
        }
        if (supervision.decision().isEmpty()) {
            alarm = Optional.of(parts.shop().clock().at(supervision.nextLook(now), this));
        }
        if (supervision.decision().isPresent()) {
            // The end was decided between the question and the alarm; an alarm left over would hold the run in memory.
            cancel();
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
                    cancel();
                    alarm = Optional.of(parts.shop().clock().at(parts.now(), this));
                }));
            }
            default -> throw new IllegalStateException("not to be begun: " + step);
        }
    }

    private void unlessEnded(Runnable look) {
        parts.work(() -> {
            if (!run.hasEndedUnnoticed()) {
                look.run();
            }
        });
    }

    /** The end of the run is decided: there is nothing to look at any more. */
    void cancel() {
        Optional<Alarm> planned = alarm;
        if (planned.isPresent()) {
            planned.get().cancel();
        }
    }
}
