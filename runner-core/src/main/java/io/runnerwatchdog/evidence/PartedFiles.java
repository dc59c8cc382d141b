package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Opens files in parts, all of one file at once: if it is renamed afterwards, they are still parts of the same. Not thread-safe. */
final class PartedFiles {
    private static final int MOST_OF_ONE = 64;
    /** A process may have 1024 files open in all, where nobody has raised that. */
    private static final int MOST_OPEN = 256;

    private final RotatedFiles directory;
    private final long partBytes;
    private final List<InputStream> opened = new ArrayList<>();

    PartedFiles(RotatedFiles directory, long partBytes) {
        this.directory = directory;
        this.partBytes = partBytes;
    }

    /** The parts of one file; none of a file that is not there. */
    List<InputStream> of(Path file) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        try {
            long length = Files.exists(file) ? Files.size(file) : 0;
            int count = count(length);
            long each = (length + count - 1) / count;
            for (int i = 0; i < count; i++) {
                // The last one goes on to the end, wherever that will be when it is read.
                long to = i == count - 1 ? Long.MAX_VALUE : (i + 1) * each;
                parts.add(opened(new PartOfFile(new FileInputStream(file.toFile()), i * each, to)));
            }
            return parts;
        } catch (FileNotFoundException e) {
            close(parts);
            if (Files.exists(file)) {
                throw e;
            }
            return List.of();
        }
    }

    /** Into how many parts a file of this length is cut. */
    private int count(long length) {
        long wanted = length / partBytes + (length % partBytes == 0 ? 0 : 1);
        return (int) Math.max(1, Math.min(Math.min(wanted, MOST_OF_ONE), MOST_OPEN - opened.size()));
    }

    private InputStream opened(InputStream in) {
        opened.add(in);
        return in;
    }

    /** The parts of those of these files that do not end before this moment. */
    List<InputStream> of(List<RotatedName> names, Instant notBefore) throws IOException {
        Manifest manifest = directory.manifest().orElse(Manifest.EMPTY);
        List<InputStream> parts = new ArrayList<>();
        for (RotatedName name : names) {
            if (!endsBefore(notBefore, name, manifest)) {
                List<InputStream> cut = isCut(name) ? of(directory.path(name)) : List.of();
                parts.addAll(cut.isEmpty() ? whole(name) : cut);
            }
        }
        return parts;
    }

    private boolean isCut(RotatedName name) throws IOException {
        Path file = directory.path(name);
        return !name.compressed() && Files.exists(file) && count(Files.size(file)) > 1;
    }

    private static boolean endsBefore(Instant moment, RotatedName name, Manifest manifest) {
        Seal seal = manifest.seals().get(name);
        return seal != null
                && seal.lastTs().filter(last -> last.isBefore(moment)).isPresent();
    }

    /** Opened when it is read, whether it is compressed by then or not. */
    private List<InputStream> whole(RotatedName name) {
        return List.of(opened(new OneAfterTheOther(directory, List.of(name), InputStream.nullInputStream())));
    }

    void close() {
        close(opened);
    }

    private static void close(List<InputStream> parts) {
        for (InputStream part : parts) {
            try {
                part.close();
            } catch (IOException onlyRead) {
                // Nothing is lost.
            }
        }
    }
}
