package io.runnerwatchdog.run;

/** Where a child's standard output and standard error go. */
public enum OutputMode {
    /** Two pipes of ours; which stream wrote first is not known across them. The default. */
    SEPARATE,
    /** One pipe of ours for both, in the order written; everything arrives as {@link Stream#STDOUT}. */
    MERGED,
    /** The host's own streams. We see nothing of it: there is no tail, and idleness is judged by progress. */
    INHERIT
}
