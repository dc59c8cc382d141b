package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.benchmarks.escape.Outcome.Returned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays one case with one contender, counts who lives afterwards, and ends them. */
final class Round {
    /** After so long a call counts as hung. */
    static final Duration CAP = Duration.ofSeconds(15);

    /** What was told to die has so long to do it. */
    private static final Duration SETTLING = Duration.ofMillis(300);

    /** A call that hung returns so soon after its last process died, or never. */
    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final CaseProgram program;
    private final Path directory;
    private final Duration cap;

    /** @param directory where the files of the rounds may be made */
    Round(CaseProgram program, Path directory, Duration cap) {
        this.program = program;
        this.directory = directory;
        this.cap = cap;
    }

    /** @throws IllegalStateException if something of the round is left that would disturb the next */
    Outcome play(Case played, Stopper stopper) throws IOException, InterruptedException {
        Mark mark = Mark.fresh(directory);
        Witness witness = new Witness(mark);
        FutureTask<Returned> call = new FutureTask<>(() -> timed(played, stopper, mark));
        Thread caller = new Thread(call, "caller of " + stopper.name());
        caller.setDaemon(true);
        caller.start();
        try {
            return outcome(call, witness);
        } finally {
            witness.sweep();
            release(caller);
            // Once more: a call that went on just now may have started something.
            witness.sweep();
            mark.delete();
        }
    }

    private Returned timed(Case played, Stopper stopper, Mark mark) throws Exception {
        long called = System.nanoTime();
        Stopper.Ending ending = stopper.run(program.argv(played, mark));
        long late = System.nanoTime() - called - Stopper.LIMIT.toNanos();
        return new Returned(ending, late / 1e6);
    }

    private Outcome outcome(FutureTask<Returned> call, Witness witness) throws IOException, InterruptedException {
        try {
            Returned returned = call.get(cap.toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(SETTLING.toMillis());
            return new Outcome.Played(witness.count(), Optional.of(returned));
        } catch (TimeoutException hung) {
            return new Outcome.Played(witness.count(), Optional.empty());
        } catch (ExecutionException failed) {
            return new Outcome.Failed(failed.getCause().toString());
        }
    }

    private static void release(Thread caller) throws InterruptedException {
        caller.join(RELEASE.toMillis());
        if (caller.isAlive()) {
            caller.interrupt();
            caller.join(RELEASE.toMillis());
        }
        if (caller.isAlive()) {
            throw new IllegalStateException(caller.getName() + " does not return though all processes are dead");
        }
    }
}
