package io.runnerwatchdog.internal.members;

/** What leads from a run to its processes, beside its first one. */
public enum Trace {
    /** Who was born to a member while that lived, remembered for good. */
    DESCENT,
    /** Who carries the run's cookie in the environment. */
    COOKIE,
    /** Who is in a session or process group that a member began. */
    SESSION,
    /** Who holds the pipes that the run's output comes through. */
    OUTPUT,
    /** Who carries the run's mark, where it was given one. */
    MARK,
    /** Who is in the run's control group, where it has one. */
    GROUP
}
