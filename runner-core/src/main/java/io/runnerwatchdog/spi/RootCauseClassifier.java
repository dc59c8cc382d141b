package io.runnerwatchdog.spi;

import io.runnerwatchdog.diagnosis.Verdict;
import java.util.Optional;

/**
 * Judges why a step stalled. Found by {@link java.util.ServiceLoader}, or given to the builder.
 *
 * <p>One instance serves all runs of a watchdog, from several threads at once: hold no state. A call has one second; one
 * that takes longer, throws, or returns null costs its own verdict only, and is reported.
 */
public interface RootCauseClassifier {
    /** Names this classifier in evidence and meters, unique among those loaded; third parties use reverse DNS. */
    String id();

    /** Lower goes first where two verdicts are equally sure. Default 0; the built-in ones are at 100. */
    default int order() {
        return 0;
    }

    /**
     * Does what takes long and has to be done once, such as reading a list. Called on a thread of the watchdog some time
     * before the first stall is judged, so that hosts whose runs all go well never pay for it; a stall may come before it
     * has returned, or without it. What it throws is logged. Default: nothing.
     */
    default void prepare() {}

    /**
     * The root cause that it sees, or empty where it has nothing to say: a wrong verdict is worse than none.
     *
     * @param stall what is known of the stall
     */
    Optional<Verdict> classify(StallContext stall);
}
