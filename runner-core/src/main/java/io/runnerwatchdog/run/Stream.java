package io.runnerwatchdog.run;

/** One of a child's two output streams. */
public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
}
