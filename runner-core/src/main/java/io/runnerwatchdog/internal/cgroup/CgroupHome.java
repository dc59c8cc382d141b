package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where this host may make groups of cgroup v2: the directory of its own group. Groups in it are below all limits
 * that hold for the host. Thread-safe.
 */
public final class CgroupHome {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final Path directory;
    private final GroupFiles files;

    CgroupHome(Path directory, GroupFiles files) {
        this.directory = directory;
        this.files = files;
    }

    /** Looks for it on this machine; makes a group to try, and removes it again. */
    public static Finding find() {
        return find(Path.of("/proc"));
    }

    /** The same with another {@code /proc}. */
    public static Finding find(Path proc) {
        return find(proc, new KernelGroupFiles());
    }

    static Finding find(Path proc, GroupFiles files) {
        return new HomeSearch(proc, files).find();
    }

    /** The directory in which groups are made. */
    public Path directory() {
        return directory;
    }

    /**
     * Makes a group. Limits that cannot be had do not prevent it: {@link Cgroup#unmet()} tells them.
     *
     * @param name 1 to 100 of {@code A-Z a-z 0-9 _ . -}, and neither {@code .} nor {@code ..}
     * @throws IOException if there is one of that name, or none can be made, or no process could join it; none is left
     *     behind
     */
    public Cgroup create(String name, CgroupLimits limits) throws IOException {
        Objects.requireNonNull(limits, "limits");
        Path group = pathOf(name);
        List<String> unmet = new ArrayList<>();
        Limiter limiter = new Limiter(directory, files, limits, unmet::add);
        // Before the group is made: it has the files of a limit from the start.
        limiter.enableControllers();
        try {
            files.make(group);
        } catch (IOException refused) {
            throw new IOException(
                    "the group " + Reasons.shown(group) + " cannot be made: " + Reasons.why(refused), refused);
        }
        Cgroup made = new Cgroup(group, files, List.of());
        Optional<String> unjoinable = made.whyNotToBeJoined();
        if (unjoinable.isPresent()) {
            made.remove();
            throw new IOException(unjoinable.get());
        }
        limiter.limit(group);
        return new Cgroup(group, files, unmet);
    }

    /**
     * The group of this name, whether it is there or not.
     *
     * @param name as for {@link #create}
     */
    public Cgroup at(String name) {
        return new Cgroup(pathOf(name), files, List.of());
    }

    /**
     * The groups in this directory whose names begin with {@code prefix}, in order of their names: those in use now
     * as well as those that a dead host left. One that is empty may be new, and its first process about to join.
     */
    public List<Path> leftovers(String prefix) {
        Objects.requireNonNull(prefix, "prefix");
        return files.groups(directory).stream()
                .filter(group -> group.getFileName().toString().startsWith(prefix))
                .sorted()
                .toList();
    }

    private Path pathOf(String name) {
        Objects.requireNonNull(name, "name");
        // The two that lead elsewhere consist of allowed characters only.
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 100 of A-Z a-z 0-9 _ . - and not . or .., was \"" + Reasons.shown(name) + "\"");
        }
        return directory.resolve(name);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
