package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who lives on this machine. Never throws for a process that is gone or may not be looked at. Thread-safe. */
public interface ProcessTable {
    /**
     * One process.
     *
     * @param group its process group, 0 where the platform does not tell
     * @param session its session, 0 where the platform does not tell
     */
    record Entry(ProcessIdentity identity, long parentPid, long group, long session, String name, ProcessState state) {
        /** The process number. */
        public long pid() {
            return identity.pid();
        }

        /** Whether it has ended: a zombie has, only its parent has not noticed. */
        public boolean dead() {
            return state.isDead();
        }
    }

    /** All processes, as far as this user may see them. */
    List<Entry> all();

    /** The process of this number, if there is one now. */
    Optional<Entry> find(long pid);

    /** The number that was given out last, to a process or a thread; empty where that is not told. */
    OptionalLong newestNumber();

    /** Whether this number is a process, not one of its further threads, which bear numbers too. */
    boolean isProcess(long pid);

    /** The numbers of its children that live now. */
    List<Long> children(long pid);

    /** Its environment variables whose names begin with {@code prefix}; empty where they cannot be read. */
    Map<String, String> variables(long pid, String prefix);

    /** Its command line, bounded; its name where that cannot be read. Hostile text. */
    String commandLine(Entry entry);

    /** The mark that it carries in a limit without effect; empty where there is none. */
    OptionalLong mark(long pid);

    /** Which user it belongs to; empty where that cannot be seen. */
    OptionalLong owner(long pid);

    /** The kernel's names of the pipes that it holds open; none where that cannot be seen. */
    Set<String> pipes(long pid);
}
