package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rotated files of one directory, and their manifest, as they are found. */
final class RotatedFiles {
    /** A manifest of thousands of files; more is none of ours. */
    private static final int LARGEST_MANIFEST = 64 << 20;

    private final Path directory;

    RotatedFiles(Path directory) {
        this.directory = directory;
    }

    Path path(RotatedName name) {
        return directory.resolve(name.toString());
    }

    Path manifestPath() {
        return directory.resolve(Manifest.FILE_NAME);
    }

    boolean exists(RotatedName name) throws IOException {
        return OwnerOnly.look(path(name))
                .filter(BasicFileAttributes::isRegularFile)
                .isPresent();
    }

    /** All of them, the oldest first; during compression a file may be there in both forms. */
    SortedSet<RotatedName> names() throws IOException {
        SortedSet<RotatedName> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, EvidenceLog.FILE_NAME + ".*")) {
            for (Path entry : entries) {
                Optional<RotatedName> name =
                        RotatedName.parse(entry.getFileName().toString());
                if (name.isPresent() && exists(name.get())) {
                    names.add(name.get());
                }
            }
        } catch (NoSuchFileException noDirectory) {
            return names;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return names;
    }

    /**
     * Those that hold lines, each content once, the oldest first. Of two forms of one file the compressed one counts if
     * the manifest has it: only then is it known to be whole.
     */
    List<RotatedName> contents() throws IOException {
        SortedSet<RotatedName> names = names();
        Manifest manifest = manifest().orElse(Manifest.EMPTY);
        List<RotatedName> contents = new ArrayList<>();
        for (RotatedName name : names) {
            RotatedName twin = name.withCompression(!name.compressed());
            boolean preferred = manifest.seals().containsKey(name.withCompression(true)) == name.compressed();
            if (!names.contains(twin) || preferred) {
                contents.add(name);
            }
        }
        return contents;
    }

    /** The manifest; an empty one where there is none, and nothing where it cannot be understood. */
    Optional<Manifest> manifest() throws IOException {
        if (OwnerOnly.look(manifestPath()).isEmpty()) {
            return Optional.of(Manifest.EMPTY);
        }
        try (InputStream in = new FileInputStream(manifestPath().toFile())) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST + 1);
            return bytes.length > LARGEST_MANIFEST
                    ? Optional.empty()
                    : Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
