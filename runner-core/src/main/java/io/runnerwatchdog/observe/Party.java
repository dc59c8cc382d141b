package io.runnerwatchdog.observe;

import java.util.Objects;

/**
 * A process that has to do with somebody's wait: it has the other end of the pipe, the lock, the peer's socket.
 *
 * @param pid the process number, greater than 0
 * @param name the kernel's short name; hostile text
 * @param title its arguments as it shows them itself, cut short; servers write there what they are doing; hostile text
 * @param standing how it stands to the tree
 */
public record Party(long pid, String name, String title, Standing standing) {
    /** How a process stands to the tree that is looked at. */
    public enum Standing {
        /** One of the tree. */
        MEMBER,
        /** The watching program itself, or a parent of the tree's first process: who would type or pipe something in. */
        ABOVE,
        /** Any other. */
        OUTSIDE
    }

    public Party {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(standing, "standing");
    }

    /** A process that shows nothing but its name. */
    public Party(long pid, String name, Standing standing) {
        this(pid, name, name, standing);
    }

    /** Whether it is one of the tree. */
    public boolean isMember() {
        return standing == Standing.MEMBER;
    }

    /** For people: {@code git[4711]}, with a note where it is no member. */
    public String label() {
        String label = name + "[" + pid + "]";
        return switch (standing) {
            case MEMBER -> label;
            case ABOVE -> label + " above the tree";
            case OUTSIDE -> label + " outside the tree";
        };
    }
}
