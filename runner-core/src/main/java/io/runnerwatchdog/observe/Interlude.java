package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came and went between the two snapshots of a stall: a program that tries something again and again is asleep
 * whenever one looks, and the truth is the short attempt in between. Immutable.
 *
 * @param window how long it was watched; zero where it was not
 * @param glances how often it was glanced at
 * @param attempts what was met in passing
 */
public record Interlude(Duration window, int glances, List<Attempt> attempts) {
    /**
     * Something short that was met in passing.
     *
     * @param pid the process that does it, or starts the children that do
     * @param commandLine the arguments of the short-lived child; empty where the process itself does it
     * @param what what it was met waiting for; empty where it was met running only
     * @param times how many different children, or how often the thread, was met so
     */
    public record Attempt(long pid, List<String> commandLine, Optional<Wait> what, int times) {
        public Attempt {
            commandLine = List.copyOf(commandLine);
            Objects.requireNonNull(what, "what");
        }
    }

    /** Nothing was watched. */
    public static final Interlude NONE = new Interlude(Duration.ZERO, 0, List.of());

    public Interlude {
        Objects.requireNonNull(window, "window");
        attempts = List.copyOf(attempts);
    }

    /** What this process was met doing in passing. */
    public List<Attempt> attemptsOf(long pid) {
        return attempts.stream().filter(attempt -> attempt.pid() == pid).toList();
    }
}
