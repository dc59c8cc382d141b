package io.runnerwatchdog.internal.threads;

/** Work that a {@link DeadlineClock} does at a set time, unless it is taken back. */
public interface Alarm {
    /** Takes it back; without effect if it is under way or done. */
    void cancel();
}
