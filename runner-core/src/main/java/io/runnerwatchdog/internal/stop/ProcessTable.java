package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.List;
import java.util.Optional;

/** Who lives on this machine. Never throws for a process that is gone or may not be looked at. Thread-safe. */
public interface ProcessTable {
    /**
     * One process.
     *
     * @param dead whether it has ended: a zombie has, only its parent has not noticed
     */
    record Entry(ProcessIdentity identity, long parentPid, String name, boolean dead) {}

    /** All processes, as far as this user may see them. */
    List<Entry> all();

    /** The process of this number, if there is one now. */
    Optional<Entry> find(long pid);

    /** The names of its environment variables that begin with {@code prefix}; empty where they cannot be read. */
    List<String> variables(long pid, String prefix);

    /** Whether it holds this file or pipe open, by the kernel's name for it; false where that cannot be seen. */
    boolean holds(long pid, String file);
}
