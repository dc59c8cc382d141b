package io.runnerwatchdog.internal.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A process that somebody else started, known by its handle. Which code it ends with cannot be asked. Thread-safe. */
public record GivenChild(ProcessHandle handle) implements Child {
    /** Its end, whichever code it had. */
    public static final Exit UNKNOWN = new Exit(OptionalInt.empty());

    @Override
    public Optional<Exit> await(Duration patience) throws InterruptedException {
        try {
            handle.onExit().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.of(UNKNOWN);
        } catch (TimeoutException livesOn) {
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException("the platform could not wait for process " + pid(), never);
        }
    }

    @Override
    public void onExit(Consumer<Exit> listener) {
        handle.onExit().thenRun(() -> listener.accept(UNKNOWN));
    }
}
