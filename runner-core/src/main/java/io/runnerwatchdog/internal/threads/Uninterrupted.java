package io.runnerwatchdog.internal.threads;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits on although the thread is interrupted; an interrupt that comes meanwhile is kept for the caller. */
public final class Uninterrupted {
    /** A wait that is bounded and may be begun again. */
    public interface Wait {
        void begin() throws InterruptedException;
    }

    private Uninterrupted() {}

    /** Waits: for what is bounded and must not be cut short. */
    public static void wait(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.begin();
                break;
            } catch (InterruptedException kept) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a value: of work that comes to an end by itself. */
    public static <T> T get(Future<T> value) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return value.get();
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
