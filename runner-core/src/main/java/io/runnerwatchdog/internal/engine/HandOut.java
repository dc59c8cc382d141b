package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.RunResult;
import java.util.concurrent.CompletableFuture;

/** Completes what the host waits on. On the pool for foreign code, since the host may have hung code of its own on it. */
record HandOut(CompletableFuture<RunResult> outside, RunResult made) implements Runnable {
    @Override
    public void run() {
        outside.complete(made);
    }
}
