package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.event.RunEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies in the middle of a rotation, between any two of its system calls. */
class RotationCrashTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int FILES = 4;

    @TempDir
    Path temp;

    /** Dies after so many calls; {@code torn} leaves the file of the last one half written. */
    private static final class DyingDisk implements Disk {
        private static final class Death extends IOException {
            private static final long serialVersionUID = 1;
        }

        private int left;
        private final boolean torn;

        DyingDisk(int calls, boolean torn) {
            left = calls;
            this.torn = torn;
        }

        private void call() throws IOException {
            if (left-- <= 0) {
                throw new Death();
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            call();
            REAL.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            call();
            REAL.delete(file);
        }

        @Override
        public void create(Path file) throws IOException {
            call();
            REAL.create(file);
        }

        @Override
        public void write(Path file, byte[] bytes) throws IOException {
            if (left == 0 && torn) {
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
            call();
            REAL.write(file, bytes);
        }

        @Override
        public void compress(InputStream from, Path file) throws IOException {
            if (left == 0 && torn) {
                Files.write(file, from.readNBytes(10));
            }
            call();
            REAL.compress(from, file);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoComesNextGoesOnAndNoLineIsLostOrThereTwice(boolean compressed) throws IOException {
        Rotation rotation = compressed ? Rotation.USUAL.compressing() : Rotation.USUAL;
        int calls = 0;
        boolean died = true;
        while (died) {
            for (boolean torn : new boolean[] {false, true}) {
                Path directory = Files.createDirectory(temp.resolve(compressed + "-" + calls + "-" + torn));
                died = rotateUntilDeath(directory, rotation, new DyingDisk(calls, torn));
                assertThat(lines(directory)).as("after %s calls", calls).isEqualTo(expected());

                EvidenceArchive archive = EvidenceArchive.in(directory);
                archive.rotate(rotation, NOW);

                assertThat(lines(directory)).as("after %s calls, mended", calls).isEqualTo(expected());
                assertThat(archive.verify())
                        .as("after %s calls", calls)
                        .isEqualTo(new EvidenceProof(archive.files().size(), List.of()));
                assertThat(archive.files().size()).isBetween(FILES - 1, FILES);
                assertThat(archive.files()).allMatch(file -> file.toString().endsWith(".gz") == compressed);
                assertThat(directory.resolve(EvidenceLog.FILE_NAME)).doesNotExist();
            }
            calls++;
        }
        assertThat(calls).as("each file takes several calls").isGreaterThan(FILES * 3);
    }

    /** Writes and rotates so many times; true if it did not come to its end. */
    private static boolean rotateUntilDeath(Path directory, Rotation rotation, Disk disk) throws IOException {
        boolean died = false;
        for (int i = 0; i < FILES; i++) {
            write(directory, i);
            if (!died) {
                died = rotateOnce(directory, rotation, disk);
            } else if (i < FILES - 1) {
                // Another process, healthy, that only renames: it dies as well before it has tidied.
                renameOnly(directory, rotation);
            }
        }
        return died;
    }

    private static boolean rotateOnce(Path directory, Rotation rotation, Disk disk) throws IOException {
        try (SharedLock lock = new SharedLock(directory.resolve(EvidenceLog.LOCK_NAME))) {
            Archivist archivist = new Archivist(directory.resolve(EvidenceLog.FILE_NAME), rotation, lock, disk);
            archivist.rotate();
            archivist.tidy(NOW);
            return false;
        } catch (DyingDisk.Death death) {
            return true;
        }
    }

    private static void renameOnly(Path directory, Rotation rotation) throws IOException {
        try (SharedLock lock = new SharedLock(directory.resolve(EvidenceLog.LOCK_NAME))) {
            new Archivist(directory.resolve(EvidenceLog.FILE_NAME), rotation, lock, Disk.REAL).rotate();
        }
    }

    private static void write(Path directory, int number) {
        try (EvidenceLog log = EvidenceLog.in(directory, EvidenceOptions.USUAL.rotatedBy(Rotation.NONE))) {
            log.onEvent(
                    new RunEvent.Exited(Events.run("step " + number), NOW, 0, Duration.ofSeconds(1), Duration.ZERO));
        }
    }

    private static List<String> lines(Path directory) throws IOException {
        try (Stream<EvidenceRecord> records = EvidenceReader.ofAll(directory).records()) {
            return new ArrayList<>(records.map(EvidenceRecord::command).toList());
        }
    }

    private static List<String> expected() {
        return IntStream.range(0, FILES).mapToObj(i -> "step " + i).toList();
    }
}
