package io.runnerwatchdog.report;

/** Takes in lines of evidence, one after the other. Not thread-safe. */
public interface LineTaker {
    /** Takes in one line, also one that does not matter. It is good until this returns. */
    void add(Entry entry);

    /** Takes note of lines that were no records. */
    void addUnreadable(long lines);
}
