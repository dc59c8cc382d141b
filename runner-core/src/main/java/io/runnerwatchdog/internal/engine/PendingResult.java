package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A result that will be there: completed once, never exceptionally. Thread-safe. */
final class PendingResult {
    private final CompletableFuture<RunResult> inside = new CompletableFuture<>();
    private final Executor foreign;

    /** @param foreign where stages of the host are completed, since they may block */
    PendingResult(Executor foreign) {
        this.foreign = foreign;
    }

    void complete(RunResult made) {
        inside.complete(made);
    }

    boolean isDone() {
        return inside.isDone();
    }

    /** For the watchdog's own waiting. */
    CompletableFuture<RunResult> inside() {
        return inside;
    }

    /** For the host: what it hangs on this holds up nobody else. */
    CompletionStage<RunResult> outside() {
        CompletableFuture<RunResult> outside = new CompletableFuture<>();
        inside.thenAccept(made -> {
            HandOut handOut = new HandOut(outside, made);
            try {
                foreign.execute(handOut);
            } catch (RejectedExecutionException closed) {
                handOut.run();
            }
        });
        return outside;
    }

    /** Waits; an interrupt calls {@code onInterrupt}, and is thrown on when the result is there. */
    RunResult await(Runnable onInterrupt) throws InterruptedException {
        try {
            return inside.get();
        } catch (InterruptedException interrupted) {
            onInterrupt.run();
            inside.join();
            Thread.currentThread().interrupt();
            throw interrupted;
        } catch (ExecutionException never) {
            throw new IllegalStateException("a run's result is never exceptional", never);
        }
    }

    /** Waits no longer than {@code patience}. */
    Optional<RunResult> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(inside.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS));
        } catch (TimeoutException goesOn) {
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a run's result is never exceptional", never);
        }
    }
}
