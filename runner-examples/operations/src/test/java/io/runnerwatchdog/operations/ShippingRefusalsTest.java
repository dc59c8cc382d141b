package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Tool.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts that ship evidence will not do, and what they say then. */
@Tag("process")
@NeedsTools({Tool.RSYNC, Tool.RCLONE, Tool.JQ})
@ExtendWith(NoResidue.class)
class ShippingRefusalsTest {
    @TempDir
    private Path directory;

    private HostEvidence evidence;
    private Path storage;

    @BeforeEach
    void aHostAndAStorage() throws Exception {
        evidence = new HostEvidence(directory.resolve("evidence"));
        storage = Files.createDirectory(directory.resolve("storage"));
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationThatIsNotThereIsNotMade(Shipper shipper) throws Exception {
        Path unmounted = directory.resolve("unmounted");

        Outcome outcome = Tool.end(shipper.with("--from", evidence.directory(), unmounted, "--delete"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no such destination: " + unmounted);
        assertThat(unmounted).doesNotExist();
        assertThat(evidence.file(HostEvidence.FIRST)).exists();
    }

    @Test
    void rotatedFilesWithoutAManifestAreNotShipped() throws Exception {
        Files.delete(evidence.file(HostEvidence.MANIFEST));

        assertRefused(1, "no evidence_manifest.json in", "--with-active");
    }

    @Test
    void aNewHostHasOnlyTheFileThatIsWrittenNow() throws Exception {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        Files.writeString(fresh.resolve(HostEvidence.ACTIVE), "{}\n");

        assertThat(Tool.end(Shipper.RSYNC.with("--from", fresh, storage, "--with-active"))
                        .code())
                .isZero();
        assertThat(HostEvidence.arrived(storage)).containsOnlyKeys("host=" + Shipper.HOST + "/" + HostEvidence.ACTIVE);
    }

    /** Cut off; of another version; with names that would lead elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":1,\"files\":[",
                "{\"version\":2,\"files\":[]}",
                "{\"version\":1,\"files\":[{\"name\":\"../../etc/shadow\",\"bytes\":1,\"sha256\":\"SHA\"}]}",
                "{\"version\":1,\"files\":[{\"name\":\"stall-events.jsonl.20261123\\n\",\"bytes\":1,\"sha256\":\"SHA\"}]}"
            })
    void ofAManifestThatIsNotOursNothingIsBelieved(String manifest) throws Exception {
        Files.writeString(evidence.file(HostEvidence.MANIFEST), manifest.replace("SHA", "a".repeat(64)));

        assertRefused(1, "evidence_manifest.json is no manifest: nothing was shipped, nothing deleted", "--delete");
    }

    @Test
    void whatCannotBeMeantIsWrongUsage() throws Exception {
        assertRefused(2, "no such option: --remove", "--remove");
        assertRefused(2, "--days is a number: week", "--days", "week");
        assertRefused(2, "a part has letters, digits, dots, dashes, underscores: '../x'", "--part", "../x");
    }

    /** The evidence is of days that will not come back. */
    @Test
    void onlyTheLastDaysAreShippedWhereAskedForAndEachDirectoryToAPartOfItsOwn() throws Exception {
        assertThat(shipped("--days", "0")).isEmpty();
        assertThat(shipped("--days", "20000", "--part", "web"))
                .containsExactlyElementsOf(HostEvidence.PLACES.stream()
                        .map(place -> place.replace("/date=", "/part=web/date="))
                        .toList());
    }

    private Set<String> shipped(String... options) throws Exception {
        Outcome outcome = ship(options);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return HostEvidence.arrived(storage).keySet();
    }

    private void assertRefused(int code, String reason, String... options) throws Exception {
        Outcome outcome = ship(options);

        assertThat(outcome.code()).as(outcome.output()).isEqualTo(code);
        assertThat(outcome.err()).contains(reason);
        assertThat(HostEvidence.arrived(storage)).isEmpty();
        assertThat(evidence.file(HostEvidence.FIRST)).exists();
    }

    private Outcome ship(String... options) throws InterruptedException {
        return Tool.end(
                Shipper.RSYNC.with(Stream.concat(Stream.of("--from", evidence.directory(), storage), Stream.of(options))
                        .toArray()));
    }
}
