package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.EvidenceProof.Finding;
import io.runnerwatchdog.evidence.EvidenceProof.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * The rotated evidence files of one directory and {@code evidence_manifest.json}, which says of each what it held when it
 * was sealed: size, lines, SHA-256 of the whole and of each block of 256 KiB, times of the first and the last record.
 * Thread-safe; other processes may write and rotate meanwhile.
 *
 * <p>The hashes show damage and careless edits. They are no proof against somebody who may write in the directory: he can
 * replace the manifest as well.
 */
public final class EvidenceArchive {
    private final Path directory;
    private final RotatedFiles rotated;

    private EvidenceArchive(Path directory) {
        this.directory = directory;
        rotated = new RotatedFiles(directory);
    }

    /** The archive of this directory. Touches no file yet. */
    public static EvidenceArchive in(Path directory) {
        return new EvidenceArchive(
                Objects.requireNonNull(directory, "directory").toAbsolutePath());
    }

    /** The rotated files, the oldest first. */
    public List<Path> files() throws IOException {
        return rotated.contents().stream().map(rotated::path).toList();
    }

    /**
     * Rotates now, however small the file is; then seals, compresses and deletes as {@code rotation} says.
     *
     * @param now decides which files are too old
     * @return whether there was anything to rotate and it could be done
     */
    public boolean rotate(Rotation rotation, Instant now) throws IOException {
        Objects.requireNonNull(now, "now");
        Path file = directory.resolve(EvidenceLog.FILE_NAME);
        if (OwnerOnly.look(directory).isEmpty()) {
            return false;
        }
        try (SharedLock lock = new SharedLock(directory.resolve(EvidenceLog.LOCK_NAME))) {
            Archivist archivist = new Archivist(file, rotation, lock, Disk.REAL);
            boolean done = archivist.rotate();
            archivist.tidy(now);
            return done;
        }
    }

    /** Compares all rotated files with what the manifest says of them; reads each of them once. */
    public EvidenceProof verify() throws IOException {
        return verify(file -> {});
    }

    /**
     * As {@link #verify()}, which may take minutes.
     *
     * @param begun hears of each sealed file before it is read, in this thread; what it throws ends the work
     */
    public EvidenceProof verify(Consumer<Path> begun) throws IOException {
        Objects.requireNonNull(begun, "begun");
        List<Finding> findings = new ArrayList<>();
        Optional<Manifest> manifest = rotated.manifest();
        if (manifest.isEmpty()) {
            findings.add(new Finding(Kind.BROKEN_MANIFEST, rotated.manifestPath(), OptionalLong.empty()));
        }
        Map<RotatedName, Seal> seals = manifest.orElse(Manifest.EMPTY).seals();
        SortedSet<RotatedName> names = rotated.names();
        int sound = 0;
        for (Map.Entry<RotatedName, Seal> entry : seals.entrySet()) {
            begun.accept(rotated.path(entry.getKey()));
            Optional<Finding> finding = names.contains(entry.getKey())
                    ? compare(entry.getKey(), entry.getValue())
                    : Optional.of(new Finding(Kind.MISSING, rotated.path(entry.getKey()), OptionalLong.empty()));
            finding.ifPresent(findings::add);
            sound += finding.isPresent() ? 0 : 1;
        }
        for (RotatedName name : rotated.contents()) {
            if (!seals.containsKey(name)) {
                findings.add(new Finding(Kind.UNSEALED, rotated.path(name), OptionalLong.empty()));
            }
        }
        return new EvidenceProof(sound, findings);
    }

    private Optional<Finding> compare(RotatedName name, Seal sealed) throws IOException {
        Optional<Long> at = sealed.prints().brokenAt(Prints.of(rotated.path(name)));
        return at.map(offset -> new Finding(Kind.CHANGED, rotated.path(name), OptionalLong.of(offset)));
    }
}
