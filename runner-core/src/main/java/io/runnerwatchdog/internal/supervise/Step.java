package io.runnerwatchdog.internal.supervise;

/** What is to be done for a run now that its clock has been looked at. */
public enum Step {
    /** Nothing. */
    NOTHING,
    /** Tell that it is slow. */
    WARN,
    /** Note how much the tree has done so far, to see later whether it did anything. */
    NOTE_PROGRESS,
    /** Look at the tree: a limit is near. */
    SAMPLE,
    /** Silent for the idle limit: find out whether the tree did anything, and {@link Supervision#progressChecked tell}. */
    CHECK_PROGRESS,
    /** It has stalled at its idle limit, and this look decided it. */
    STALL_IDLE,
    /** It has stalled at its hard limit, and this look decided it. */
    STALL_HARD
}
