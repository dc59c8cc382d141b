package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A run that waits for its turn, and later stands for the one that came of it. Thread-safe. */
final class QueuedRun implements Run {
    private final Order order;
    private final PendingResult result;
    private Optional<Turns.Ticket> ticket = Optional.empty();
    private Optional<Run> begun = Optional.empty();
    private boolean cancelled;

    QueuedRun(Order order, PendingResult result) {
        this.order = order;
        this.result = result;
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
        run.result().thenAccept(result::complete);
    }

    /** It never had its turn. */
    void ended(RunResult how) {
        result.complete(how);
    }

    private synchronized Optional<Run> begun() {
        return begun;
    }

    @Override
    public RunId id() {
        return order.id();
    }

    @Override
    public Command command() {
        return order.command();
    }

    @Override
    public OptionalLong pid() {
        return begun().map(Run::pid).orElse(OptionalLong.empty());
    }

    @Override
    public CompletionStage<RunResult> result() {
        return result.outside();
    }

    @Override
    public RunResult await() throws InterruptedException {
        return result.await(this::interrupted);
    }

    private void interrupted() {
        Optional<Run> run = begun();
        if (run.isPresent()) {
            interrupt(run.get());
        } else {
            cancel();
        }
    }

    /** Stops a run because the thread that waits for it was interrupted. */
    static void interrupt(Run run) {
        if (run instanceof ActiveRun active) {
            active.stop(StopReason.INTERRUPTED);
        } else if (run instanceof QueuedRun queued) {
            queued.interrupted();
        } else {
            run.cancel();
        }
    }

    @Override
    public Optional<RunResult> await(Duration patience) throws InterruptedException {
        return result.await(patience);
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

    @Override
    public WaitChain waits() {
        return begun().map(Run::waits).orElse(WaitChain.EMPTY);
    }
}
