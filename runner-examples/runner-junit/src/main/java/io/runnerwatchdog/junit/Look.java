package io.runnerwatchdog.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What a thread of JUnit finds before it interrupts a test, handed over to the thread of the test. Thread-safe.
 *
 * <p>A test may end while it is looked at: by itself, or because the child is stopped that it reads from. JUnit does not wait
 * for its own interrupt then, which would come when the look is over and hit the next test. So the test waits for it.
 */
final class Look {
    /** More than a look and the stop of what was looked at can take. */
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** How long an interrupt may be under way when the look is over. */
    private static final Duration UNDER_WAY = Duration.ofMillis(50);

    private final CompletableFuture<HangDump> found = new CompletableFuture<>();

    /** Takes the look. The interrupt comes as soon as this returns. */
    void take(Supplier<HangDump> look) {
        try {
            found.complete(look.get());
        } catch (RuntimeException | Error failed) {
            found.completeExceptionally(failed);
            throw failed;
        }
    }

    /** What was found, and no interrupt of JUnit's is to come any more. Called by the thread of the test. */
    Optional<HangDump> await() {
        try {
            HangDump dump = found.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            awaitInterrupt();
            return Optional.of(dump);
        } catch (InterruptedException arrived) {
            return found.isDone() && !found.isCompletedExceptionally() ? Optional.of(found.join()) : Optional.empty();
        } catch (ExecutionException | TimeoutException nothing) {
            // JUnit has put the exception beside the failure.
            return Optional.empty();
        }
    }

    /** Whether it has been here already cannot be told, since JUnit clears it. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await(UNDER_WAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException arrived) {
            // That is what was waited for; the test has failed by its time limit, and the status must not stay.
        }
    }
}
