package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;

/** One thing that is measured. */
public interface Scenario {
    /** The word that chooses it. */
    String id();

    /** What is measured, in a sentence. */
    String title();

    /** The measures in order, each with its unit; the first one is set in relation to the baseline. */
    List<String> measures();

    /** Whether it can be measured with this contender. */
    default boolean suits(Contender contender) {
        return true;
    }

    /**
     * Measures once.
     *
     * @return a value for each measure
     * @throws IllegalStateException if the contender did not do its work: a wrong result has no speed
     */
    Map<String, Double> measure(Contender contender) throws Exception;

    /** Fails unless a result is the expected one. */
    static void check(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(what + ": expected " + expected + ", found " + found);
        }
    }
}
