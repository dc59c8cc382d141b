package io.runnerwatchdog.benchmarks.escape;

import java.util.Optional;

/**
 * One process at one moment.
 *
 * @param born which process; its number alone may be another's later
 * @param state the kernel's letter for what it does
 */
record Seen(Born born, char state) {
    private static final int STATE = 0;
    private static final int START = 19;

    /**
     * A process that no other can be taken for.
     *
     * @param start when it started, in ticks since the machine did
     */
    record Born(long pid, long start) {}

    /** Reads a line of {@code /proc/PID/stat}; empty if it is none. */
    static Optional<Seen> parse(String stat) {
        // A name may hold anything, even brackets: what follows is behind the last one.
        int open = stat.indexOf(" (");
        int close = stat.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 2).trim().split(" ");
        if (fields.length <= START) {
            return Optional.empty();
        }
        Born born = new Born(Long.parseLong(stat.substring(0, open)), Long.parseLong(fields[START]));
        return Optional.of(new Seen(born, fields[STATE].charAt(0)));
    }

    /** Whether it has not ended; a zombie has. */
    boolean alive() {
        return state != 'Z' && state != 'X';
    }
}
