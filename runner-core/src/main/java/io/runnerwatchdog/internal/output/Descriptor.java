package io.runnerwatchdog.internal.output;

import java.nio.file.Path;

/**
 * An open descriptor of this process.
 *
 * @param number its number
 * @param inode the kernel's number for what it stands for
 */
record Descriptor(int number, long inode) {
    /** A name by which a child can open the same pipe again. */
    Path path() {
        return Path.of("/proc/self/fd/" + number);
    }

    /** What the kernel calls the pipe under {@code /proc/PID/fd}, for example {@code pipe:[4711]}. */
    String pipe() {
        return "pipe:[" + inode + "]";
    }
}
