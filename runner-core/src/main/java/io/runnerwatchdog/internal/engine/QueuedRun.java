package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.run.RunResult;
import java.util.Optional;

/** A run that waits for its turn, and later stands for the one that came of it. Thread-safe. */
final class QueuedRun extends StandInRun {
    private Optional<Turns.Ticket> ticket = Optional.empty();
    private Optional<Run> begun = Optional.empty();
    private boolean cancelled;

    QueuedRun(Order order, PendingResult result) {
        super(order, result);
    }

    /** Its place in the queue. */
    void waitsBy(Turns.Ticket place) {
        synchronized (this) {
            ticket = Optional.of(place);
            if (!cancelled) {
                return;
            }
        }
        place.withdraw();
    }

    /** It had its turn, and this came of it. */
    void became(Run run) {
        boolean cancelNow;
        synchronized (this) {
            begun = Optional.of(run);
            cancelNow = cancelled;
        }
        if (cancelNow) {
            run.cancel();
        }
        run.result().thenAccept(this::complete);
    }

    /** It never had its turn. */
    void ended(RunResult how) {
        complete(how);
    }

    @Override
    synchronized Optional<Run> present() {
        return begun;
    }

    @Override
    void interrupted() {
        Optional<Run> run = present();
        if (run.isPresent()) {
            interrupt(run.get());
        } else {
            cancel();
        }
    }

    @Override
    public void cancel() {
        Optional<Turns.Ticket> place;
        Optional<Run> run;
        synchronized (this) {
            // Guards against a turn that comes at this moment: became() looks at this too.
            cancelled = true;
            place = ticket;
            run = begun;
        }
        run.ifPresent(Run::cancel);
        if (run.isEmpty()) {
            place.ifPresent(Turns.Ticket::withdraw);
        }
    }
}
