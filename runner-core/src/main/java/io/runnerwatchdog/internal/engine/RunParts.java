package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * What one run is made of, for those who work on it.
 *
 * @param queuedFor how long it waited for its turn
 */
record RunParts(
        Workshop shop,
        RunInfo info,
        Command command,
        Limits limits,
        RunOutput output,
        Supervision supervision,
        Tree tree,
        Hold hold,
        Duration queuedFor) {
    /** Does work for this run on the pool; a fault in it is logged and breaks nothing else. */
    void work(Runnable task) {
        work(shop.workers(), task);
    }

    /** Does work for this run that may have to wait for code of the host; false where there is nobody left to do it. */
    boolean judge(Runnable task) {
        return work(shop.judges(), task);
    }

    private boolean work(Executor pool, Runnable task) {
        // Made now: where memory has run out, putting words together ends the thread that should say them.
        String failed = "run " + info.runId() + ": work failed";
        try {
            pool.execute(() -> {
                try {
                    task.run();
                } catch (Throwable bug) {
                    Thrown.log(RunParts.class, Level.ERROR, failed, bug);
                }
            });
            return true;
        } catch (RejectedExecutionException closed) {
            log().debug("run {}: closed before its work could begin", info.runId());
            return false;
        }
    }

    long now() {
        return shop.clock().now();
    }

    private static Logger log() {
        return Logs.of(RunParts.class);
    }
}
