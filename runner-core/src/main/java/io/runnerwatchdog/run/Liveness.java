package io.runnerwatchdog.run;

/** What counts as a sign of life when a run is judged idle. */
public enum Liveness {
    /** Output only. The default. */
    OUTPUT,
    /**
     * Output, or CPU time, or bytes read or written by any process of the tree. For steps that work in silence. Where
     * the platform shows neither CPU nor I/O of other processes, the same as {@link #OUTPUT}.
     */
    PROGRESS
}
