package io.runnerwatchdog.run;

/** What counts as a sign of life when a run is judged idle. */
public enum Liveness {
    /** Output only. The default. */
    OUTPUT,
    /**
     * Output, or anything that a process of the tree does. For steps that work in silence. Compared are looks at the tree
     * within one silence; these count:
     *
     * <ul>
     *   <li>a process that came or went;
     *   <li>CPU time of more than one percent of one processor;
     *   <li>bytes that were read or written, of whatever;
     *   <li>something that arrived at a TCP connection, seen by a wait there that ended before its time. A program that
     *       only wakes by its own clock, to poll or to sleep again, makes no progress.
     * </ul>
     *
     * <p>A peer that sends a sign of life of its own now and then keeps a run alive so, until its hard limit. Where the
     * platform shows neither CPU nor I/O of other processes, the same as {@link #OUTPUT}.
     */
    PROGRESS
}
