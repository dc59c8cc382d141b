package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The groups of this machine. Thread-safe, and an interrupted thread may use it as any other. */
final class KernelGroupFiles implements GroupFiles {
    private static final int LARGEST = 4 * 1024 * 1024;

    @Override
    public String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Paths are bytes to the kernel. One that is no UTF-8 becomes a path that is not there, and nothing worse.
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void openForWriting(Path file) throws IOException {
        open(file).close();
    }

    @Override
    public void write(Path file, String text) throws IOException {
        // A channel would be closed under the hands of an interrupted thread, and stopping a run must work in one, too.
        try (OutputStream out = open(file)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** For writing only: not even its owner may read {@code cgroup.kill}. Never makes a file. */
    private static OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    @Override
    public void make(Path group) throws IOException {
        Files.createDirectory(group);
    }

    @Override
    public void remove(Path group) throws IOException {
        Files.delete(group);
    }

    @Override
    public List<Path> groups(Path group) {
        List<Path> groups = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(group, KernelGroupFiles::isGroup)) {
            all.forEach(groups::add);
        } catch (IOException | DirectoryIteratorException gone) {
            return groups;
        }
        return groups;
    }

    private static boolean isGroup(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
