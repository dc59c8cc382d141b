package io.runnerwatchdog.internal.output;

import java.nio.file.Path;

/**
 * An open descriptor of this process.
 *
 * @param number its number
 * @param inode the kernel's number for what it stands for
 */
record Descriptor(int number, long inode) {
    // These two by hand, as in RootCause: what the compiler makes of a record is put together at its first use, which
    // costs a host several milliseconds, and no other record is put into a set by a run that goes well.
    @Override
    public boolean equals(Object other) {
        return other instanceof Descriptor same && same.number == number && same.inode == inode;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(inode) + number;
    }

    /** A name by which a child can open the same pipe again. */
    Path path() {
        return Path.of("/proc/self/fd/" + number);
    }

    /** What the kernel calls the pipe under {@code /proc/PID/fd}, for example {@code pipe:[4711]}. */
    String pipe() {
        return "pipe:[" + inode + "]";
    }
}
