package io.runnerwatchdog.internal.threads;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A value that is made on a thread of its own while its caller goes on with something else. Thread-safe. */
public final class Beside<T> {
    private final FutureTask<T> making;

    private Beside(FutureTask<T> making) {
        this.making = making;
    }

    /**
     * Begins to make it; where no thread is to be had, makes it here and now.
     *
     * @param work must come to an end by itself: {@link #get} waits for it without a bound, as its caller would have done
     */
    public static <T> Beside<T> begin(ThreadMaker threads, String role, Callable<T> work) {
        FutureTask<T> making = new FutureTask<>(work);
        try {
            threads.start(role, making);
        } catch (OutOfMemoryError noThread) {
            making.run();
        }
        return new Beside<>(making);
    }

    /**
     * The value. An interrupt that comes meanwhile is kept for the caller.
     *
     * @throws RuntimeException what making it threw; {@link Error}s too, and what is checked as {@link CompletionException}
     */
    public T get() {
        try {
            return Uninterrupted.get(making);
        } catch (ExecutionException failed) {
            throw asItWas(failed.getCause());
        }
    }

    private static RuntimeException asItWas(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new CompletionException(thrown);
    }
}
