package io.runnerwatchdog.internal.skip;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read and write what we create: its owner alone, where the file system knows of owners. */
final class OwnerOnly {
    private OwnerOnly() {}

    static FileAttribute<?>[] directory(Path place) {
        return attributes(place, "rwx------");
    }

    static FileAttribute<?>[] file(Path place) {
        return attributes(place, "rw-------");
    }

    private static FileAttribute<?>[] attributes(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
