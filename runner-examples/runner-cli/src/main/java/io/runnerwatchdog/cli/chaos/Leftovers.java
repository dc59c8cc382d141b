package io.runnerwatchdog.cli.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a scenario leaves behind in the system: processes, control groups, mounts, loop devices. Undone whatever happened
 * before. On systems without {@code /proc} it finds nothing.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;
    private static final Path PROC = Path.of("/proc");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Sandbox sandbox;

    Leftovers(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Undoes all of it.
     *
     * @return what could not be undone, in words for people
     */
    List<String> undo() throws InterruptedException {
        thaw();
        killAll();
        undoMounts();
        List<String> left = new ArrayList<>();
        processes().forEach(process -> left.add("process " + process.pid()));
        for (Path group : cgroups()) {
            if (!isRemoved(group)) {
                left.add("control group " + group);
            }
        }
        mounts().forEach(mount -> left.add("mount " + mount));
        try {
            sandbox.delete();
        } catch (IOException full) {
            left.add("directory " + sandbox.directory());
        }
        return left;
    }

    /** Kills what belongs to us and what descends from it, gathered before the first of them dies. */
    private void killAll() throws InterruptedException {
        long start = System.nanoTime();
        Set<ProcessHandle> left = family();
        while (!left.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            left.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            left.removeIf(process -> !process.isAlive() || isDead(PROC.resolve(Long.toString(process.pid()))));
            left.addAll(family());
        }
    }

    /** Some daemons, such as sshd, overwrite their environment and change their directory: then descent tells. */
    private Set<ProcessHandle> family() {
        Set<ProcessHandle> family = new HashSet<>(processes());
        List.copyOf(family).forEach(process -> process.descendants().forEach(family::add));
        return family;
    }

    /** Living processes that carry the marker, or whose working directory is ours: some tools overwrite their environment. */
    private List<ProcessHandle> processes() {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : all) {
                if (belongs(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .filter(handle -> !handle.equals(ProcessHandle.current()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException notLinux) {
            return List.of();
        }
        return found;
    }

    private boolean belongs(Path process) {
        return !isDead(process) && (isMarked(process) || isInDirectory(process));
    }

    /** Whether the process in this directory of /proc is gone; a zombie is, collected or not. */
    static boolean isDead(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException gone) {
            return true;
        }
    }

    private boolean isMarked(Path process) {
        try {
            String environment =
                    new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return (environment + "\0").contains(sandbox.marker() + "\0");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private boolean isInDirectory(Path process) {
        try {
            String directory = Files.readSymbolicLink(process.resolve("cwd")).toString();
            String ours = sandbox.directory().toString();
            return directory.equals(ours) || directory.startsWith(ours + "/");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private void thaw() {
        for (Path group : cgroups()) {
            write(group.resolve("freezer.state"), "THAWED");
            write(group.resolve("cgroup.freeze"), "0");
        }
    }

    private static void write(Path control, String value) {
        try {
            if (Files.exists(control)) {
                Files.writeString(control, value);
            }
        } catch (IOException refused) {
            // Told by what is left in the end.
        }
    }

    /** Removes a control group and those in it, the innermost first. */
    private static boolean isRemoved(Path group) {
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(group, Files::isDirectory)) {
            inner.forEach(Leftovers::isRemoved);
            return Files.deleteIfExists(group);
        } catch (IOException inUse) {
            return false;
        }
    }

    /** The control groups with our name, in the unified hierarchy and in each of the old ones. */
    private List<Path> cgroups() {
        List<Path> found = new ArrayList<>();
        addIfDirectory(found, CGROUPS.resolve(sandbox.cgroup()));
        try (DirectoryStream<Path> hierarchies = Files.newDirectoryStream(CGROUPS, Files::isDirectory)) {
            hierarchies.forEach(hierarchy -> addIfDirectory(found, hierarchy.resolve(sandbox.cgroup())));
        } catch (IOException none) {
            return List.of();
        }
        return found;
    }

    private static void addIfDirectory(List<Path> found, Path directory) {
        if (Files.isDirectory(directory)) {
            found.add(directory);
        }
    }

    /** Unmounts what is mounted in our directory, the innermost first, and frees the loop devices below it. */
    private void undoMounts() throws InterruptedException {
        List<String> mounts = mounts();
        for (int i = mounts.size() - 1; i >= 0; i--) {
            tool("umount", "-l", mounts.get(i));
        }
        try (DirectoryStream<Path> loops = Files.newDirectoryStream(Path.of("/sys/block"), "loop*")) {
            for (Path loop : loops) {
                if (backing(loop).startsWith(sandbox.directory() + "/")) {
                    tool("losetup", "-d", "/dev/" + loop.getFileName());
                }
            }
        } catch (IOException none) {
            // No block devices to be seen: none of ours either.
        }
    }

    private static String backing(Path loop) {
        try {
            return Files.readString(loop.resolve("loop/backing_file")).strip();
        } catch (IOException unused) {
            return "";
        }
    }

    private List<String> mounts() {
        try {
            return Files.readString(PROC.resolve("self/mounts"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.split(" ")[1])
                    .filter(point -> point.startsWith(sandbox.directory() + "/"))
                    .toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static void tool(String... argv) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            // Told by what is left in the end.
        }
    }
}
