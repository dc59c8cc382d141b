package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One group of cgroup v2: the processes that joined it and all that they started, whatever these did to their
 * parents, sessions and environments. It is a directory and holds nothing open. No method waits; callers ask again.
 * Thread-safe.
 */
public final class Cgroup {
    static final String PROCS = "cgroup.procs";
    static final String KILL = "cgroup.kill";
    static final String TYPE = "cgroup.type";
    private static final String EVENTS = "cgroup.events";
    private static final String FREEZE = "cgroup.freeze";

    /** Members may make groups below theirs, and are not trusted to stop somewhere. */
    private static final int MOST_LEVELS = 64;

    private final Path directory;
    private final GroupFiles files;
    private final List<String> unmet;

    Cgroup(Path directory, GroupFiles files, List<String> unmet) {
        this.directory = directory;
        this.files = files;
        this.unmet = List.copyOf(unmet);
    }

    /** The group's directory. */
    public Path directory() {
        return directory;
    }

    /** The file into which a process writes 0 to join. */
    public Path procsFile() {
        return directory.resolve(PROCS);
    }

    /** The limits that were asked for and could not be had, a sentence for each. */
    public List<String> unmet() {
        return unmet;
    }

    /**
     * The living processes in it and in groups below it, at most 64 levels deep, in order of their numbers; none if
     * it is gone. One that moves from group to group meanwhile may be missed: {@link #populated()} is exact.
     */
    public List<Long> members() {
        Set<Long> pids = new TreeSet<>();
        addMembers(directory, 1, pids);
        return List.copyOf(pids);
    }

    private void addMembers(Path group, int level, Set<Long> pids) {
        try {
            pids.addAll(CgroupParser.pids(files.read(group.resolve(PROCS))));
        } catch (IOException goneOrThreaded) {
            // The processes of a threaded group are listed in the group above it that is none.
        }
        if (level < MOST_LEVELS) {
            files.groups(group).forEach(nested -> addMembers(nested, level + 1, pids));
        }
    }

    /**
     * Whether a process lives in it or in a group below it, however deep; false if it is gone. A zombie does not
     * live. What cannot be read for another reason, such as too many open files, counts as populated.
     */
    public boolean populated() {
        try {
            return CgroupParser.event(files.read(directory.resolve(EVENTS)), "populated")
                    .orElse(true);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException unreadable) {
            // A group that goes while it is read is ENODEV, which has no exception of its own.
            return files.exists(directory);
        }
    }

    /**
     * Kills all in it and in groups below it, those that are being started, too; frozen ones as well.
     *
     * @return false if the kernel refused or the group is gone
     */
    public boolean kill() {
        return order(KILL, "1");
    }

    /**
     * Tells the kernel to freeze all in it and in groups below it, or to thaw them; {@link #frozen()} says when that
     * is done.
     *
     * @return false if the kernel refused or the group is gone
     */
    public boolean freeze(boolean on) {
        return order(FREEZE, on ? "1" : "0");
    }

    /** Whether all in it are frozen now; false if it is gone. */
    public boolean frozen() {
        try {
            return CgroupParser.event(files.read(directory.resolve(EVENTS)), "frozen")
                    .orElse(false);
        } catch (IOException goneOrUnreadable) {
            return false;
        }
    }

    /**
     * Removes it and the groups below it, the deepest first. Removes nothing while something lives in it.
     *
     * @return true if it is gone, whoever removed it; false while something lives in it or the kernel refuses
     */
    public boolean remove() {
        return !populated() && remove(directory, 1);
    }

    private boolean remove(Path group, int level) {
        if (level < MOST_LEVELS) {
            for (Path nested : files.groups(group)) {
                if (!remove(nested, level + 1)) {
                    return false;
                }
            }
        }
        try {
            files.remove(group);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /** Why no process can join it; empty if one can. */
    Optional<String> whyNotToBeJoined() {
        String type;
        try {
            type = files.read(directory.resolve(TYPE)).strip();
        } catch (IOException unreadable) {
            return Optional.of(
                    Reasons.shown(directory) + " has no type that could be read: " + Reasons.why(unreadable));
        }
        // Below a threaded group new ones are "domain invalid", and the kernel refuses who wants to join.
        return type.equals("domain")
                ? Optional.empty()
                : Optional.of("groups in " + Reasons.shown(directory.getParent())
                        + " cannot be joined: expected the type domain, found " + Reasons.shown(type));
    }

    boolean canBeKilled() {
        return files.exists(directory.resolve(KILL));
    }

    private boolean order(String file, String value) {
        try {
            files.write(directory.resolve(file), value);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
