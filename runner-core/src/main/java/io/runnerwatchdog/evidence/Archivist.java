package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an evidence file aside when it is due, and keeps those that were: sealed in the manifest, compressed, not too many.
 * Not thread-safe; several of them, in several processes, may serve one directory.
 *
 * <p>Each step leaves the directory in a state from which any of them goes on, so the process may die between any two
 * system calls. A file is renamed while no writer writes; from then on it does not change. A rotated file that the manifest
 * does not have is sealed by whoever comes next. The manifest is replaced as a whole, and before a file of it is deleted.
 */
final class Archivist {
    private static final Pattern DAY = Pattern.compile("^\\{\"ts\":\"([0-9]{4}-[0-9]{2}-[0-9]{2})T");
    private static final int HEAD = 64;

    private final Path file;
    private final Rotation rotation;
    private final SharedLock lock;
    private final RotatedFiles rotated;
    private final Disk disk;
    private @Nullable Object knownFile;
    private Optional<LocalDate> knownDay = Optional.empty();
    /** At first, because another process may have died in the middle. */
    private boolean untidy = true;

    Archivist(Path file, Rotation rotation, SharedLock lock, Disk disk) {
        this.file = file;
        this.rotation = rotation;
        this.lock = lock;
        this.rotated = new RotatedFiles(file.getParent());
        this.disk = disk;
    }

    /** Puts the file aside if it is too large, or of an earlier day than {@code now}. */
    void rotateIfDue(Instant now) throws IOException {
        if (rotation.isOn() && isDue(now)) {
            Optional<SharedLock.Hold> held = lock.forRenaming();
            if (held.isEmpty()) {
                // Somebody else is at it, or no locks can be had here: the file grows a little more.
                return;
            }
            try (SharedLock.Hold alone = held.get()) {
                // Asked again: another process may have done it while we waited.
                if (isDue(now)) {
                    rename();
                }
            }
        }
    }

    /** Puts the file aside if there is anything in it; false where there is not, or where it cannot be done now. */
    boolean rotate() throws IOException {
        Optional<SharedLock.Hold> held = lock.forRenaming();
        if (held.isEmpty()) {
            return false;
        }
        try (SharedLock.Hold alone = held.get()) {
            Optional<BasicFileAttributes> now = OwnerOnly.look(file);
            if (now.isEmpty() || !now.get().isRegularFile() || now.get().size() == 0) {
                return false;
            }
            dayOf(now.get());
            rename();
            return true;
        }
    }

    private boolean isDue(Instant now) throws IOException {
        Optional<BasicFileAttributes> attributes = OwnerOnly.look(file);
        if (attributes.isEmpty()
                || !attributes.get().isRegularFile()
                || attributes.get().size() == 0) {
            return false;
        }
        // Asked for in any case: the rename goes by it.
        LocalDate day = dayOf(attributes.get());
        return attributes.get().size() >= rotation.largestFile()
                || day.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** The day of its first line; of its last change where that line does not say. */
    private LocalDate dayOf(BasicFileAttributes attributes) throws IOException {
        if (knownDay.isEmpty() || !Objects.equals(knownFile, attributes.fileKey())) {
            knownFile = attributes.fileKey();
            knownDay = Optional.of(firstDay()
                    .orElseGet(() ->
                            LocalDate.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC)));
        }
        return knownDay.get();
    }

    private Optional<LocalDate> firstDay() throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            Matcher ts = DAY.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
            return ts.find() ? Optional.of(LocalDate.parse(ts.group(1))) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** With all writers kept out. */
    private void rename() throws IOException {
        LocalDate day = knownDay.orElseThrow();
        Set<RotatedName> taken = new TreeSet<>(rotated.names());
        taken.addAll(rotated.manifest().orElse(Manifest.EMPTY).seals().keySet());
        // Behind the last one and not in the first gap: numbers tell the order.
        RotatedName name = taken.stream()
                .filter(other -> other.day().equals(day))
                .max(Comparator.naturalOrder())
                .map(RotatedName::next)
                .orElse(new RotatedName(day, 0, false));
        disk.rename(file, rotated.path(name));
        knownDay = Optional.empty();
        untidy = true;
    }

    /** Seals, compresses and deletes, where there is anything to do and nobody else is at it. */
    void tidy(Instant now) throws IOException {
        if (!untidy || !rotation.isOn()) {
            return;
        }
        Optional<SharedLock.Hold> held = lock.forTidying();
        if (held.isEmpty()) {
            return;
        }
        try (SharedLock.Hold alone = held.get()) {
            Optional<Manifest> known = rotated.manifest();
            if (known.isEmpty()) {
                setAside();
            }
            Manifest manifest = known.orElse(Manifest.EMPTY);
            SortedSet<RotatedName> names = rotated.names();
            if (!names.isEmpty() || !manifest.seals().isEmpty()) {
                manifest = seal(manifest, names);
                manifest = rotation.compressed() ? compress(manifest) : manifest;
                discard(manifest, LocalDate.ofInstant(now, ZoneOffset.UTC));
            }
            untidy = false;
        }
    }

    /** What cannot be understood may still be proof of something. */
    private void setAside() throws IOException {
        Path broken = rotated.manifestPath().resolveSibling(Manifest.FILE_NAME + ".broken");
        log().warn("{} is no manifest and is kept as {}", rotated.manifestPath(), broken.getFileName());
        disk.rename(rotated.manifestPath(), broken);
    }

    private Manifest seal(Manifest before, SortedSet<RotatedName> names) throws IOException {
        Manifest manifest = before;
        for (RotatedName name : names) {
            RotatedName twin = name.withCompression(!name.compressed());
            if (manifest.seals().containsKey(name)) {
                continue;
            }
            if (manifest.seals().containsKey(twin)) {
                // Left by a compression that did not come to its end: the one that is sealed is whole.
                disk.delete(rotated.path(name));
            } else if (!(name.compressed() && names.contains(twin))) {
                manifest = manifest.with(name, Seal.of(rotated.path(name), name.compressed()));
            }
        }
        return before.equals(manifest) ? manifest : write(manifest);
    }

    private Manifest compress(Manifest before) throws IOException {
        Manifest manifest = before;
        for (Map.Entry<RotatedName, Seal> entry : before.seals().entrySet()) {
            RotatedName plain = entry.getKey();
            if (plain.compressed() || !rotated.exists(plain)) {
                continue;
            }
            RotatedName packed = plain.withCompression(true);
            Path temporary = rotated.path(packed).resolveSibling(packed + ".tmp");
            disk.create(temporary);
            try (InputStream in = new FileInputStream(rotated.path(plain).toFile())) {
                disk.compress(in, temporary);
            }
            disk.rename(temporary, rotated.path(packed));
            Prints ofPacked = Prints.of(rotated.path(packed));
            manifest =
                    write(manifest.without(plain).with(packed, entry.getValue().in(ofPacked)));
            disk.delete(rotated.path(plain));
        }
        return manifest;
    }

    private void discard(Manifest before, LocalDate today) throws IOException {
        long total = before.seals().values().stream()
                .mapToLong(seal -> seal.prints().bytes())
                .sum();
        LocalDate oldest = rotation.kept().toDays() > 100_000
                ? LocalDate.MIN
                : today.minusDays(rotation.kept().toDays());
        Manifest manifest = before;
        for (Map.Entry<RotatedName, Seal> entry : before.seals().entrySet()) {
            boolean tooOld = entry.getKey().day().isBefore(oldest);
            if (tooOld || total > rotation.largestTotal()) {
                total -= entry.getValue().prints().bytes();
                manifest = write(manifest.without(entry.getKey()));
                disk.delete(rotated.path(entry.getKey()));
            }
        }
    }

    private Manifest write(Manifest manifest) throws IOException {
        Path temporary = rotated.manifestPath().resolveSibling(Manifest.FILE_NAME + ".tmp");
        disk.create(temporary);
        disk.write(temporary, manifest.toBytes());
        disk.rename(temporary, rotated.manifestPath());
        return manifest;
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Archivist.class);
    }
}
