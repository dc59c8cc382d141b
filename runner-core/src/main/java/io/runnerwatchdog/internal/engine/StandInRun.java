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

/** What a host holds of a run that is not there yet, or not for the last time. Thread-safe. */
abstract class StandInRun implements Run {
    private final Order order;
    private final PendingResult result;

    StandInRun(Order order, PendingResult result) {
        this.order = order;
        this.result = result;
    }

    /** The run that it stands for now; empty where there is none yet. */
    abstract Optional<Run> present();

    /** The thread that waits for it was interrupted. */
    abstract void interrupted();

    /** Stops a run because the thread that waits for it was interrupted. */
    static void interrupt(Run run) {
        if (run instanceof ActiveRun active) {
            active.stop(StopReason.INTERRUPTED);
        } else if (run instanceof StandInRun standIn) {
            standIn.interrupted();
        } else {
            run.cancel();
        }
    }

    /** It has come to its end. */
    final void complete(RunResult how) {
        result.complete(how);
    }

    @Override
    public final RunId id() {
        return order.id();
    }

    @Override
    public final Command command() {
        return order.command();
    }

    @Override
    public final OptionalLong pid() {
        return present().map(Run::pid).orElse(OptionalLong.empty());
    }

    @Override
    public final CompletionStage<RunResult> result() {
        return result.outside();
    }

    @Override
    public final RunResult await() throws InterruptedException {
        return result.await(this::interrupted);
    }

    @Override
    public final Optional<RunResult> await(Duration patience) throws InterruptedException {
        return result.await(patience);
    }

    @Override
    public final WaitChain waits() {
        return present().map(Run::waits).orElse(WaitChain.EMPTY);
    }
}
