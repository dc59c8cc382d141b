package io.runnerwatchdog.benchmarks.trial;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that has no handshake. */
final class Waiting {
    private static final long NAP_MILLIS = 20;

    private Waiting() {}

    /** Waits until it holds, but no longer than {@code patience}; whether it came to hold. */
    static boolean until(BooleanSupplier holds, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            Thread.sleep(NAP_MILLIS);
        }
        return true;
    }
}
