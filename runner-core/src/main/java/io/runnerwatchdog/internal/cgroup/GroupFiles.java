package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The I/O on groups: a group is a directory that the kernel fills with files, and what is written to them is done. */
interface GroupFiles {
    /** A file's text. */
    String read(Path file) throws IOException;

    /** Whether there is such a file or directory. */
    boolean exists(Path path);

    /** Does nothing, if the file is there and may be written. */
    void openForWriting(Path file) throws IOException;

    /** Writes to a file that is there, all at once: the kernel takes each write as one order. */
    void write(Path file, String text) throws IOException;

    /** Makes a group, which must not be there yet. */
    void make(Path group) throws IOException;

    /** Removes a group in which nothing lives and that has none below it. */
    void remove(Path group) throws IOException;

    /** The groups directly below this one; none where it is gone or may not be read. */
    List<Path> groups(Path group);
}
