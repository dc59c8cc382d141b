package io.runnerwatchdog.observe;

/** What the scheduler says of a process or thread: the letter of {@code /proc/PID/stat}, see proc_pid_stat(5). */
public enum ProcessState {
    /** Has the CPU or waits for it. */
    RUNNING('R'),
    /** Waits and can be woken by a signal. */
    SLEEPING('S'),
    /** Waits and cannot be woken by a signal: most often for a disk, but also in vfork or a freezer. */
    DISK_SLEEP('D'),
    /** Stopped by a job-control signal. */
    STOPPED('T'),
    /** Stopped by a debugger. */
    TRACED('t'),
    /** Has ended, its parent has not looked yet. */
    ZOMBIE('Z'),
    /** On its way out. */
    DEAD('X'),
    /** An idle thread of the kernel. */
    IDLE('I'),
    /** A letter this version does not know, or a platform that has none. */
    UNKNOWN('?');

    private final char letter;

    ProcessState(char letter) {
        this.letter = letter;
    }

    /** The kernel's letter for this state. */
    public char letter() {
        return letter;
    }

    /** Whether this process has ended: a zombie is dead, only its parent has not noticed. */
    public boolean isDead() {
        return this == ZOMBIE || this == DEAD;
    }

    /** The state of a letter, {@link #UNKNOWN} for one that is not known. */
    public static ProcessState of(char letter) {
        for (ProcessState state : values()) {
            if (state.letter == letter) {
                return state;
            }
        }
        return letter == 'x' ? DEAD : UNKNOWN;
    }
}
