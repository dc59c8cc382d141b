package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.evidence.EvidenceProof;
import io.runnerwatchdog.evidence.Rotation;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.operations.Tool.Outcome;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts that ship evidence, with the real tools: what arrives, and that nothing is lost on the way. */
@Tag("process")
@NeedsTools({Tool.RSYNC, Tool.RCLONE, Tool.JQ})
@ExtendWith(NoResidue.class)
class ShippingTest {
    private static final int SLOW_LINES = 8000;
    /** Names that could be taken for options, for several, or for a line of a program. */
    private static final String ODD_EVIDENCE = "-odd \n *evidence";

    private static final String ODD_STORAGE = "-st \n:$(touch x)'\"";

    @TempDir
    private Path directory;

    private HostEvidence evidence;
    private Path storage;

    @BeforeEach
    void aHostAndAStorage() throws Exception {
        evidence = new HostEvidence(directory.resolve(ODD_EVIDENCE));
        storage = Files.createDirectory(directory.resolve(ODD_STORAGE));
    }

    @ParameterizedTest
    @EnumSource
    void allArrivesAndASecondTimeChangesNothingButWhatIsDamaged(Shipper shipper) throws Exception {
        Files.setPosixFilePermissions(storage, PosixFilePermissions.fromString("rwxrwxr-x"));

        Files.writeString(evidence.file(HostEvidence.FIRST + " \n-x"), "not ours");
        Files.writeString(evidence.file("--delete"), "not ours");

        Outcome first = Tool.end(
                shipper.with("--from", ODD_EVIDENCE, "./" + ODD_STORAGE).in(directory));

        assertThat(first.code()).as(first.output()).isZero();
        assertThat(permissions(storage)).as("of the storage, which is not ours").isEqualTo("rwxrwxr-x");
        assertThat(HostEvidence.arrived(storage)).containsOnlyKeys(HostEvidence.PLACES);
        EvidenceProof proof = evidence.proofOf(storage, directory.resolve("proof"));
        assertThat(proof.sound()).isEqualTo(3);
        assertThat(proof.findings()).isEmpty();
        for (Path file : HostEvidence.arrived(storage).values()) {
            assertThat(permissions(file)).isEqualTo("rw-------");
        }

        Map<String, List<Object>> before = identities();
        Path damaged = storage.resolve(HostEvidence.placeOf("2026-11-23", HostEvidence.FIRST));
        damage(damaged);

        assertThat(ship(shipper).code()).isZero();

        assertThat(damaged).hasSameBinaryContentAs(evidence.file(HostEvidence.FIRST));
        Map<String, List<Object>> after = identities();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.remove(HostEvidence.placeOf("2026-11-23", HostEvidence.FIRST));
        assertThat(after).containsAllEntriesOf(before);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Map<String, List<Object>> identities() throws IOException {
        Map<String, List<Object>> identities = new TreeMap<>();
        for (Map.Entry<String, Path> file : HostEvidence.arrived(storage).entrySet()) {
            BasicFileAttributes attributes =
                    Files.readAttributes(file.getValue(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            identities.put(file.getKey(), List.of(attributes.fileKey(), attributes.lastModifiedTime()));
        }
        return identities;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKilledInTheMiddleIsCompletedByTheNext(Shipper shipper) throws Exception {
        evidence.rotated("2026-11-24", SLOW_LINES, Rotation.USUAL);
        Path whole = evidence.file(HostEvidence.LAST);
        Path half = storage.resolve(HostEvidence.placeOf("2026-11-24", HostEvidence.LAST));
        try (Servers processes = new Servers(directory)) {
            Run copying = processes.start(shipper.slowly("--from", evidence.directory(), "--delete", storage));
            // By its name and by the hidden one under which rsync begins it.
            await().atMost(Sh.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> exists(half));
            killAllAtOnce(copying);
        }
        assertThat(whole).exists();
        assertThat(Files.exists(half) && Files.mismatch(half, whole) == -1)
                .as("it was all there already")
                .isFalse();

        assertThat(ship(shipper).code()).isZero();

        assertThat(half).hasSameBinaryContentAs(whole);
    }

    private static boolean exists(Path half) throws IOException {
        if (!Files.isDirectory(half.getParent())) {
            return false;
        }
        try (Stream<Path> files = Files.list(half.getParent())) {
            return files.anyMatch(file ->
                    file.getFileName().toString().contains(half.getFileName().toString()));
        }
    }

    /** As when the machine loses its power: nobody can tidy up. */
    private static void killAllAtOnce(Run run) {
        ProcessHandle first = ProcessHandle.of(run.pid().orElseThrow()).orElseThrow();
        List<ProcessHandle> others = first.descendants().toList();
        first.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        others.forEach(other -> Sh.awaitGone(other.pid()));
        Sh.end(run);
    }

    /** One byte, with size and time as they were: who looks at those sees nothing. */
    private static void damage(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatHasArrivedIsDeletedAndThenNotMissed(Shipper shipper) throws Exception {
        Files.createDirectories(
                storage.resolve(HostEvidence.placeOf("2026-11-22", HostEvidence.COMPRESSED) + "/in the way"));
        damage(evidence.file(HostEvidence.SECOND));

        Outcome outcome = ship(shipper, "--delete");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(HostEvidence.SECOND + ": is not what the manifest says; it is kept and not shipped")
                .contains(HostEvidence.COMPRESSED + ": has not arrived as it is here; it is kept");
        assertThat(evidence.file(HostEvidence.SECOND)).exists();
        assertThat(evidence.file(HostEvidence.COMPRESSED)).exists();
        assertThat(evidence.file(HostEvidence.FIRST)).doesNotExist();
        assertThat(HostEvidence.arrived(storage))
                .containsOnlyKeys(HostEvidence.placeOf("2026-11-23", HostEvidence.FIRST));

        Files.delete(evidence.file(HostEvidence.SECOND));
        assertThat(ship(shipper).err())
                .contains(HostEvidence.SECOND + ": is in the manifest and not in")
                .doesNotContain(HostEvidence.FIRST + ": ");
    }

    @Test
    void theFileThatIsWrittenNowIsReplacedByItsNextSnapshot() throws Exception {
        Path snapshot = storage.resolve("host=" + Shipper.HOST + "/" + HostEvidence.ACTIVE);
        assertThat(ship(Shipper.RSYNC, "--with-active").code()).isZero();
        assertThat(snapshot).hasSameBinaryContentAs(evidence.file(HostEvidence.ACTIVE));

        evidence.rotated("2026-11-24", 1, Rotation.USUAL);
        assertThat(ship(Shipper.RSYNC).code()).isZero();
        assertThat(counted()).isEqualTo(List.of(HostEvidence.LINES + 1L, (long) HostEvidence.LINES));

        evidence.write("2026-11-24", 1);
        assertThat(ship(Shipper.RSYNC, "--with-active").code()).isZero();

        assertThat(snapshot).hasSameBinaryContentAs(evidence.file(HostEvidence.ACTIVE));
        assertThat(HostEvidence.arrived(storage))
                .containsKey(HostEvidence.placeOf("2026-11-24", HostEvidence.LAST))
                .hasSize(5);
        assertThat(counted()).isEqualTo(List.of(HostEvidence.LINES + 2L, 0L));
    }

    /** Of the last day, what is on the storage comes to: ended steps, and copies of lines, which change nothing. */
    private List<Long> counted() throws IOException {
        Period day = Period.day(LocalDate.parse("2026-11-24"), ZoneOffset.UTC);
        Report report = new LocalEngine()
                .read(List.of(storage), () -> new FleetTally(day), lines -> {})
                .report(Instant.EPOCH)
                .report();
        return List.of(report.counts().ended(), report.lines().duplicates());
    }

    @Test
    void aSecondOneWaitsForTheFirst() throws Exception {
        Path held = directory.resolve("held");
        try (Servers processes = new Servers(directory)) {
            Run first = processes.start(Sh.sh(
                    "exec flock \"$1\" sh -c 'echo $$ >\"$1\"; exec sleep 1000' sh \"$2\"",
                    evidence.directory(),
                    held));
            Sh.awaitPid(held);
            Run second = processes.start(Shipper.RSYNC.with("--from", evidence.directory(), storage));
            await().atMost(Sh.PATIENCE).until(() -> isWaiting(second));
            assertThat(HostEvidence.arrived(storage)).isEmpty();

            first.cancel();
            assertThat(Sh.end(second).succeeded()).isTrue();
        }
        assertThat(HostEvidence.arrived(storage)).containsOnlyKeys(HostEvidence.PLACES);
    }

    private static boolean isWaiting(Run run) {
        return ProcessHandle.of(run.pid().orElseThrow()).stream()
                .flatMap(ProcessHandle::descendants)
                .anyMatch(process -> process.info().command().orElse("").endsWith("/flock"));
    }

    /** What is encrypted on its way has no hashes that could be compared, and rclone alone would be content with the size. */
    @Test
    void whereTheStorageKeepsNoHashesAllIsReadBack() throws Exception {
        assertThat(shipToVault().code()).isZero();
        Path copy = HostEvidence.arrived(storage).values().iterator().next();
        damage(copy);
        byte[] damaged = Files.readAllBytes(copy);

        assertThat(shipToVault().code()).isZero();

        assertThat(copy).hasSize(damaged.length);
        assertThat(Files.readAllBytes(copy)).as("encrypted anew").isNotEqualTo(damaged);
    }

    private Outcome shipToVault() throws InterruptedException {
        return Tool.end(inVault(Shipper.RCLONE.with("--from", evidence.directory(), "vault:")));
    }

    private Command inVault(Command command) {
        return command.variable("RCLONE_CONFIG", "/dev/null")
                .variable("RCLONE_CONFIG_VAULT_TYPE", "crypt")
                .variable("RCLONE_CONFIG_VAULT_REMOTE", storage.toString())
                // What "rclone obscure" makes of a word: it hides it from glances, no more.
                .variable("RCLONE_CONFIG_VAULT_PASSWORD", "mPC0jE4EpB-n3b-Fw2w_ZuLkad0");
    }

    private Outcome ship(Shipper shipper, String... options) throws InterruptedException {
        Object[] arguments = Stream.concat(Stream.of("--from", evidence.directory(), storage), Stream.of(options))
                .toArray();
        return Tool.end(shipper.with(arguments));
    }
}
