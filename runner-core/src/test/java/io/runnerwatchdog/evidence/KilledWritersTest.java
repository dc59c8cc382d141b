package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight hosts write into one file at once, which is rotated each megabyte, and three of them are killed in the middle.
 * How many rounds: the system property {@code evidence.rounds}, 1 by default.
 */
@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class KilledWritersTest {
    private static final int WRITERS = 8;
    private static final int KILLED = 3;
    private static final int LINES = 2000;

    @TempDir
    Path temp;

    @Test
    void whatWasTakenIsThereOnceAndTheManifestHolds() throws Exception {
        int rounds = Integer.getInteger("evidence.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            long seed = 20_261_124L + round;
            Path place = Files.createDirectory(temp.resolve("round-" + round));
            round(Files.createDirectory(place.resolve("evidence")), new Random(seed));
        }
    }

    private void round(Path directory, Random random) throws Exception {
        List<Process> writers = new ArrayList<>();
        try {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(start(directory, "w" + i));
            }
            for (Process writer : writers) {
                assertThat(writer.getInputStream().read()).isEqualTo('r');
            }
            for (Process writer : writers) {
                writer.getOutputStream().close();
            }
            for (int i = 0; i < KILLED; i++) {
                killAfter(random.nextInt(LINES), taken(directory, i), writers.get(i));
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor(120, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(writers.subList(KILLED, WRITERS)).allMatch(writer -> writer.exitValue() == 0);
        } finally {
            writers.forEach(writer -> writer.toHandle().destroyForcibly());
        }
        assertNothingWasLost(directory);
    }

    private static void killAfter(int lines, Path taken, Process writer) {
        // A line of the file has at least five characters.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !writer.isAlive() || Files.size(taken) >= 5L * lines);
        writer.toHandle().destroyForcibly();
    }

    private static void assertNothingWasLost(Path directory) throws IOException {
        EvidenceArchive archive = EvidenceArchive.in(directory);
        archive.rotate(Rotation.USUAL, Instant.now());
        EvidenceProof proof = archive.verify();
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.sound()).as("it was rotated").isGreaterThan(5);
        List<String> found = new ArrayList<>();
        try (EvidenceScan scan = EvidenceReader.ofAll(directory).scan()) {
            scan.forEachRemaining(record -> found.add(record.command().split(" ")[0]));
            assertThat(scan.tornLines()).isLessThanOrEqualTo(KILLED);
        }
        assertThat(found).doesNotHaveDuplicates();
        Set<String> there = new TreeSet<>(found);
        for (int i = 0; i < WRITERS; i++) {
            List<String> taken = Files.readAllLines(taken(directory, i));
            assertThat(taken).hasSizeGreaterThanOrEqualTo(i < KILLED ? 0 : LINES);
            // What was taken and not yet noted when the writer died may be there as well.
            assertThat(there).containsAll(i < KILLED ? whole(taken) : taken);
        }
    }

    /** A writer may have died in the middle of its note. */
    private static List<String> whole(List<String> taken) {
        return taken.isEmpty() ? taken : taken.subList(0, taken.size() - 1);
    }

    private static Path taken(Path directory, int writer) {
        return directory.resolveSibling("w" + writer + ".taken");
    }

    private static Process start(Path directory, String name) throws IOException {
        return JavaProgram.start(
                JavaProgram.argv(AcknowledgingProcess.class, JavaProgram.SHORT_LIVED, directory, name, LINES));
    }
}
