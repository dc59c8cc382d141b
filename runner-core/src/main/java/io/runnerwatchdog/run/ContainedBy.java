package io.runnerwatchdog.run;

/** By what the processes of a run were held together: how sure it is that none has escaped. */
public enum ContainedBy {
    /** A control group of its own (Linux, cgroup v2): the kernel keeps the list, no process can leave it unnoticed. */
    CGROUP,
    /**
     * Traces, and a mark that the kernel hands on to whatever a process starts (Linux): a number in a limit that it no longer
     * uses. Only a process that sets that limit itself can lose it.
     */
    MARK,
    /**
     * What a run's processes have in common (Linux): descent as far as it was seen, the cookie in their environment,
     * sessions they began, the pipes of its output. A process that gives up all of these at once, unseen, escapes.
     */
    TRACES,
    /** The descendants that the Java platform shows (other systems): one whose parent has ended is lost. */
    DESCENDANTS
}
