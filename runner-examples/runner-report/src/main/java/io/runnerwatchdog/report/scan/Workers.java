package io.runnerwatchdog.report.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several at the same work, which they share out among themselves, on threads of their own for as long as it takes. */
public final class Workers {
    /** More do not make a disk quicker, and each has figures of its own in memory. */
    private static final int MOST = 8;

    private Workers() {}

    /**
     * Waits until all have done, and returns what each has.
     *
     * @param pieces how many pieces of work there are: more workers than that are not needed, nor more than processors
     * @throws IOException if one could not go on, or the thread is interrupted meanwhile
     */
    public static <T> List<T> all(int pieces, Callable<T> worker) throws IOException {
        int threads = Math.min(
                Math.max(1, pieces), Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> parts = new ArrayList<>();
            for (Future<T> part : executor.invokeAll(Collections.nCopies(threads, worker))) {
                parts.add(part.get());
            }
            return parts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while evidence was read", e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static IOException failure(ExecutionException e) {
        if (e.getCause() instanceof IOException unreadable) {
            return unreadable;
        }
        if (e.getCause() instanceof UncheckedIOException io) {
            return io.getCause();
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(e.getCause());
    }
}
