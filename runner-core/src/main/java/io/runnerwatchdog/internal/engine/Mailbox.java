package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.process.Child;
import io.runnerwatchdog.internal.process.Child.Exit;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread that waits for a run do the run's last work itself: no other thread has to be woken for it, which is a
 * good part of the cost of a short command.
 */
final class Mailbox implements Executor {
    /** How often a thread that waits for a process looks for other news: only a process that cannot die needs it. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final LinkedTransferQueue<Runnable> work = new LinkedTransferQueue<>();

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /**
     * Waits for the child, tells its exit, then works until the result is there.
     *
     * @param run is told of the exit, and stopped by an interrupt
     * @throws InterruptedException if interrupted while waiting, after the run was stopped and the result came
     */
    RunResult workUntil(CompletableFuture<RunResult> result, Child child, ActiveRun run) throws InterruptedException {
        boolean interrupted = false;
        boolean exitTold = false;
        while (!result.isDone()) {
            try {
                if (exitTold) {
                    Runnable task = work.poll(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
                    if (task != null) {
                        task.run();
                    }
                } else {
                    Optional<Exit> exit = child.await(LOOK_EVERY);
                    if (exit.isPresent()) {
                        exitTold = true;
                        run.exited(exit.get());
                    } else if (!work.isEmpty()) {
                        exitTold = true;
                    }
                }
            } catch (InterruptedException asked) {
                interrupted = true;
                run.stop(StopReason.INTERRUPTED);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedException(
                    "interrupted while the run went on; it was stopped, the listeners are told how");
        }
        return result.join();
    }
}
