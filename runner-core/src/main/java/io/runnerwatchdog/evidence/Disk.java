package io.runnerwatchdog.evidence;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** What rotation changes on a file system, one call each, so that a test can stop between any two of them. */
interface Disk {
    /** The file system itself. */
    Disk REAL = new Disk() {};

    /** Gives a file another name, in one step; what had that name is gone. */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** A new file for its owner alone, in place of whatever had that name. */
    default void create(Path file) throws IOException {
        Files.deleteIfExists(file);
        OwnerOnly.createFile(file);
    }

    /** Fills a file that was created, and makes sure that it is on the disk before this returns. */
    default void write(Path file, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /** Fills a file that was created with what {@code from} reads, compressed, on the disk before this returns. */
    default void compress(InputStream from, Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile());
                GZIPOutputStream packed = new GZIPOutputStream(out, 64 * 1024)) {
            from.transferTo(packed);
            packed.finish();
            out.getFD().sync();
        }
    }
}
