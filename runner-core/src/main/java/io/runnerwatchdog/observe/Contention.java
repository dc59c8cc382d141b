package io.runnerwatchdog.observe;

import java.util.Objects;

/**
 * A file that a process has open while somebody else holds a write lock on it. It need not wait for that lock: a program
 * that tries again and again is asleep most of the time.
 *
 * @param file the file's name; hostile text
 * @param holder who holds the lock
 */
public record Contention(String file, Party holder) {
    public Contention {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(holder, "holder");
    }

    /** For people: {@code /var/db is locked by sqlite3[12] outside the tree}. */
    public String describe() {
        return file + " is locked by " + holder.label();
    }
}
