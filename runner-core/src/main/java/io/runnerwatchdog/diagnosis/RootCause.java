package io.runnerwatchdog.diagnosis;

import java.util.List;
import java.util.Objects;

/**
 * Why a step stalled, as one word. An open value: hosts add their own beside the constants.
 *
 * @param id the word in evidence, meters and alerts: {@code [a-z][a-z0-9_]{0,31}}
 */
public record RootCause(String id) {
    private static final String FORM = "[a-z][a-z0-9_]{0,31}";
    private static final int LONGEST = 32;

    /** Waits for a file, a file system, a block device or a named pipe, or thrashes memory. */
    public static final RootCause IO_WAIT = new RootCause("io_wait");
    /** Waits for a peer: TCP, UDP, DNS, a unix socket. */
    public static final RootCause NETWORK = new RootCause("network");
    /** A descendant neither ends nor waits for any of the others: stopped, traced, frozen, sleeping. */
    public static final RootCause CHILD_HANG = new RootCause("child_hang");
    /** Waits for a lock that somebody holds, or nobody any more. */
    public static final RootCause LOCK = new RootCause("lock");
    /** Could run and does not get the CPU. */
    public static final RootCause CPU_STARVE = new RootCause("cpu_starve");
    /** Waits for a person: a terminal, or an open and silent standard input. */
    public static final RootCause INPUT_WAIT = new RootCause("input_wait");
    /** Burns CPU: a long computation and an endless loop look alike from outside. */
    public static final RootCause BUSY = new RootCause("busy");
    /** Prints, and nobody reads what it prints: the pipe is full. */
    public static final RootCause OUTPUT_BLOCKED = new RootCause("output_blocked");
    /** None of these, or the evidence is thin. */
    public static final RootCause UNKNOWN = new RootCause("unknown");

    public RootCause {
        Objects.requireNonNull(id, "id");
        if (!isWord(id)) {
            throw new IllegalArgumentException("root cause must match " + FORM + ", was \"" + id
                    + "\"; it is one word in meters and evidence, such as licence_server");
        }
    }

    /** Whether it has the {@link #FORM}, without a regular expression: each host needs the constants for its first run. */
    private static boolean isWord(String id) {
        boolean is = !id.isEmpty() && id.length() <= LONGEST && isLetter(id.charAt(0));
        for (int i = 1; is && i < id.length(); i++) {
            char sign = id.charAt(i);
            is = isLetter(sign) || (sign >= '0' && sign <= '9') || sign == '_';
        }
        return is;
    }

    private static boolean isLetter(char sign) {
        return sign >= 'a' && sign <= 'z';
    }

    /** The root cause of this word. */
    public static RootCause of(String id) {
        return new RootCause(id);
    }

    /** The causes that this library itself can name, {@link #UNKNOWN} last. */
    public static List<RootCause> builtIn() {
        return List.of(IO_WAIT, NETWORK, CHILD_HANG, LOCK, CPU_STARVE, INPUT_WAIT, BUSY, OUTPUT_BLOCKED, UNKNOWN);
    }

    // These two by hand: what the compiler makes of a record is put together at its first use, which is at the start of
    // each host, since causes stand in sets.
    @Override
    public boolean equals(Object other) {
        return other instanceof RootCause same && same.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
