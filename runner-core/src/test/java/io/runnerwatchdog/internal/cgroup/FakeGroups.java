package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A kernel's groups in a plain directory: what the kernel does of itself is done here by hand. */
final class FakeGroups implements GroupFiles {
    private static final String SUBTREE = "cgroup.subtree_control";

    private final GroupFiles disk = new KernelGroupFiles();
    private final Map<Path, IOException> refusals = new HashMap<>();
    private final Set<String> filesOfGroups =
            new LinkedHashSet<>(List.of("cgroup.procs", "cgroup.kill", "cgroup.freeze", SUBTREE, "cgroup.controllers"));
    private String typeOfNew = "domain";

    /** Puts a group there that is no root, with no processes. */
    Path group(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String file : filesOfGroups) {
            Files.writeString(directory.resolve(file), "");
        }
        Files.writeString(directory.resolve("cgroup.type"), typeOfNew + "\n");
        events(directory, false, false);
        for (String controller : CgroupParser.controllers(textOf(directory.resolveSibling(SUBTREE)))) {
            Files.writeString(directory.resolve(controller + ".max"), "max\n");
            if (controller.equals("memory")) {
                Files.writeString(directory.resolve("memory.oom.group"), "0\n");
                Files.writeString(directory.resolve("memory.swap.max"), "max\n");
            }
        }
        return directory;
    }

    /** From now on this is refused: to read or write a file, to make a group in a group or to remove it. */
    void refuse(Path path, IOException refusal) {
        refusals.put(path, refusal);
    }

    /** From now on new groups are of this type. */
    void makeOnly(String type) {
        typeOfNew = type;
    }

    /** From now on new groups lack this file. */
    void leaveOut(String file) {
        filesOfGroups.remove(file);
    }

    /** Puts processes into a group. */
    void populate(Path group, String pids) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), pids);
        events(group, !pids.isEmpty(), false);
    }

    private static void events(Path group, boolean populated, boolean frozen) throws IOException {
        Files.writeString(
                group.resolve("cgroup.events"),
                "populated " + (populated ? 1 : 0) + "\nfrozen " + (frozen ? 1 : 0) + "\n");
    }

    private static String textOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public String read(Path file) throws IOException {
        throwIfRefused(file);
        return disk.read(file);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public void openForWriting(Path file) throws IOException {
        throwIfRefused(file);
        disk.openForWriting(file);
    }

    @Override
    public void write(Path file, String text) throws IOException {
        throwIfRefused(file);
        disk.write(file, text);
        Path group = file.getParent();
        switch (file.getFileName().toString()) {
            case "cgroup.kill" -> populate(group, "");
            case "cgroup.freeze" ->
                events(group, !textOf(group.resolve("cgroup.procs")).isEmpty(), text.equals("1"));
            case SUBTREE -> Files.writeString(file, text.substring(1) + " ", StandardOpenOption.TRUNCATE_EXISTING);
            default -> {
                // Nothing follows from the others.
            }
        }
    }

    @Override
    public void make(Path group) throws IOException {
        throwIfRefused(group.getParent());
        disk.make(group);
        group(group);
    }

    @Override
    public void remove(Path group) throws IOException {
        throwIfRefused(group);
        if (Files.exists(group)
                && !(groups(group).isEmpty()
                        && textOf(group.resolve("cgroup.procs")).isEmpty())) {
            throw new FileSystemException(group.toString(), null, "Device or resource busy");
        }
        if (Files.exists(group)) {
            try (Stream<Path> files = Files.list(group)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        disk.remove(group);
    }

    @Override
    public List<Path> groups(Path group) {
        return disk.groups(group);
    }

    private void throwIfRefused(Path path) throws IOException {
        if (refusals.containsKey(path)) {
            throw refusals.get(path);
        }
    }
}
