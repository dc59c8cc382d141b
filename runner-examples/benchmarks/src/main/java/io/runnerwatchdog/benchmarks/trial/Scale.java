package io.runnerwatchdog.benchmarks.trial;

/** How much is tried. */
enum Scale {
    /** For figures and verdicts. */
    FULL,

    /** For a look whether all works: tiny sizes, and so much patience that it says nothing about speed. */
    QUICK;

    /** The one or the other. */
    <T> T of(T full, T quick) {
        return this == FULL ? full : quick;
    }
}
