package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has to stay out while somebody else is at the evidence. */
class SharedLockTest {
    @TempDir
    Path directory;

    private SharedLock one;
    private SharedLock other;

    @BeforeEach
    void open() {
        one = new SharedLock(directory.resolve(EvidenceLog.LOCK_NAME));
        other = new SharedLock(directory.resolve(EvidenceLog.LOCK_NAME));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void nothingIsRenamedWhileAWriterWrites() throws IOException {
        Path file = directory.resolve(EvidenceLog.FILE_NAME);
        Files.writeString(file, "{\"ts\":\"2020-01-01T00:00:00Z\",\"event\":\"exit\"}\n");
        Archivist archivist = new Archivist(file, Rotation.USUAL, other, Disk.REAL);

        try (SharedLock.Hold writing = one.forWriting()) {
            archivist.rotateIfDue(Instant.now());
            assertThat(file).exists();
        }
        archivist.rotateIfDue(Instant.now());
        assertThat(file).doesNotExist();
    }

    @Test
    void writersDoNotKeepEachOtherOut() {
        try (SharedLock.Hold first = one.forWriting();
                SharedLock.Hold second = other.forWriting()) {
            assertThat(other.forRenaming()).isEmpty();
        }
        Optional<SharedLock.Hold> renaming = other.forRenaming();
        assertThat(renaming).isPresent();
        renaming.get().close();
    }

    @Test
    void aWriterThatIsKeptOutTooLongWritesAllTheSame() throws IOException {
        Path file = directory.resolve(EvidenceLog.FILE_NAME);
        Optional<SharedLock.Hold> renaming = other.forRenaming();
        try (SharedLock.Hold stuck = renaming.orElseThrow();
                AppendedFile appended = new AppendedFile(file, one)) {
            appended.append("line\n".getBytes());
        }
        assertThat(file).hasContent("line\n");
    }

    @Test
    void oneAtATimeTidiesAndNoWriterWaitsForIt() {
        Optional<SharedLock.Hold> tidying = one.forTidying();
        assertThat(tidying).isPresent();
        assertThat(other.forTidying()).isEmpty();
        try (SharedLock.Hold writing = other.forWriting()) {
            assertThat(writing).isNotNull();
        }
        Optional<SharedLock.Hold> renaming = other.forRenaming();
        assertThat(renaming).as("sealing keeps nobody from renaming").isPresent();
        renaming.get().close();
        tidying.get().close();
        assertThat(other.forTidying()).isPresent();
    }

    @Test
    void thoseWhoComeAfterTheFileWasDeletedMeetInTheNewOne() throws IOException {
        one.forWriting().close();
        Files.delete(directory.resolve(EvidenceLog.LOCK_NAME));
        try (SharedLock.Hold writing = other.forWriting()) {
            one.reopenIfMoved();
            assertThat(one.forRenaming()).isEmpty();
        }
    }
}
