package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.Thrown;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Has work on files done by another thread, and waits for it for a short time: a file system that hangs cannot be
 * interrupted. While work hangs nothing more is asked for, so that one thread is held up at most. Thread-safe.
 */
final class FileWork {
    private static final long PATIENCE_MILLIS = 500;
    private static final Decision RUN = new Decision.Run();

    private final Executor thread;
    private final String place;
    private final Consumer<SkipTrouble> onTrouble;
    private volatile Optional<Errand> waitedForInVain = Optional.empty();

    /** What is to be done. */
    interface Work {
        Decision get() throws SkipStateException;
    }

    /**
     * @param thread does one thing at a time
     * @param place for people: what may not answer
     */
    FileWork(Executor thread, String place, Consumer<SkipTrouble> onTrouble) {
        this.thread = thread;
        this.place = place;
        this.onTrouble = onTrouble;
    }

    /**
     * What comes of this work; that the step runs where it fails, or takes too long. An interrupt is kept for the caller.
     *
     * @param undo for a decision that came too late to be used
     */
    Decision inTime(Work work, Undo undo) {
        if (waitedForInVain.filter(errand -> !errand.isOver).isPresent()) {
            return RUN;
        }
        Errand errand = new Errand(work, undo, onTrouble);
        try {
            thread.execute(errand);
        } catch (RejectedExecutionException closed) {
            log().debug("the watchdog is closed, {} is not touched any more", place);
            return RUN;
        }
        return await(errand);
    }

    private Decision await(Errand errand) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return errand.decision.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException kept) {
                    interrupted = true;
                } catch (TimeoutException late) {
                    return giveUp(errand);
                } catch (ExecutionException never) {
                    throw new IllegalStateException("a decision comes or does not", never);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Decision giveUp(Errand errand) {
        if (!errand.decision.complete(RUN)) {
            // It came at the same moment, and nobody will undo it.
            return errand.decision.join();
        }
        waitedForInVain = Optional.of(errand);
        onTrouble.accept(
                new SkipTrouble(SkipTrouble.Kind.STUCK, place + " did not answer within " + PATIENCE_MILLIS + " ms"));
        return RUN;
    }

    /** Takes back what a decision that nobody waits for any more has changed. */
    interface Undo {
        void undo(Decision late) throws SkipStateException;
    }

    private static final class Errand implements Runnable {
        private final Work work;
        private final Undo undo;
        private final Consumer<SkipTrouble> onTrouble;
        private final CompletableFuture<Decision> decision = new CompletableFuture<>();
        private volatile boolean isOver;

        Errand(Work work, Undo undo, Consumer<SkipTrouble> onTrouble) {
            this.work = work;
            this.undo = undo;
            this.onTrouble = onTrouble;
        }

        @Override
        public void run() {
            try {
                Decision made = work.get();
                // Guards against a caller that gave up just now: either it has the decision, or this undoes it.
                if (!decision.complete(made)) {
                    undo.undo(made);
                }
            } catch (SkipStateException e) {
                decision.complete(RUN);
                onTrouble.accept(e.trouble());
            } catch (Throwable bug) { // the step must run all the same
                Thrown.log(FileWork.class, Level.ERROR, "whether to skip a step could not be decided", bug);
            } finally {
                decision.complete(RUN);
                isOver = true;
            }
        }
    }

    private static Logger log() {
        return Logs.of(FileWork.class);
    }
}
