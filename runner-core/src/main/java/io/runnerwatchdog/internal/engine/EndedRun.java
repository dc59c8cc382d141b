package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A run that never had a process. Immutable. */
record EndedRun(RunResult ended) implements Run {
    @Override
    public RunId id() {
        return ended.runId();
    }

    @Override
    public Command command() {
        return ended.command();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public CompletionStage<RunResult> result() {
        return CompletableFuture.completedFuture(ended);
    }

    @Override
    public RunResult await() {
        return ended;
    }

    @Override
    public Optional<RunResult> await(Duration patience) {
        return Optional.of(ended);
    }

    @Override
    public void cancel() {}

    @Override
    public WaitChain waits() {
        return WaitChain.EMPTY;
    }
}
