package io.runnerwatchdog.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes what only its owner may read, as the evidence that it comes from. */
final class PrivateFile {
    /** Writes the content. */
    interface Content {
        void write(Writer to) throws IOException;
    }

    private PrivateFile() {}

    /**
     * Readers see the old content or the new one, never a part. A device or a pipe is written to; it must not be replaced
     * by a file.
     */
    static void write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            fill(target, content);
            return;
        }
        Path directory = target.getParent();
        Files.createDirectories(directory, ownerOnly(directory));
        // Such files are made for their owner alone.
        Path made = Files.createTempFile(directory, ".report", ".tmp");
        try {
            fill(made, content);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (Writer to = Files.newBufferedWriter(file)) {
            content.write(to);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
