package io.runnerwatchdog.benchmarks.trial;

/** One thing that is tried, and that can be missed. */
interface Trial {
    /** The word that chooses it. */
    String id();

    /** What is tried, in a sentence. */
    String title();

    /**
     * Tries it once.
     *
     * @throws Exception if the trial itself could not be done; that is no pass either
     */
    Outcome run() throws Exception;
}
