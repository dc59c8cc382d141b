package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Tool.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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
        assertRefused(2, "one destination, not two", "elsewhere");
        assertRefused(2, "--days is a number: week", "--days", "week");
        assertRefused(2, "a part has letters, digits, dots, dashes, underscores: '../x'", "--part", "../x");
        assertRefused(2, "--part needs a value", "--part");
    }

    @Test
    void onlyTheLastDaysAreShippedWhereAskedFor() throws Exception {
        // The evidence is of days that will not come back.
        assertThat(shippedOfTheLast("0")).isEmpty();
        assertThat(shippedOfTheLast("20000")).containsExactlyElementsOf(HostEvidence.PLACES);
    }

    private Set<String> shippedOfTheLast(String days) throws Exception {
        assertThat(Tool.end(Shipper.RSYNC.with("--from", evidence.directory(), storage, "--days", days))
                        .code())
                .isZero();
        return HostEvidence.arrived(storage).keySet();
    }

    @Test
    void severalDirectoriesOfOneHostHaveAPartEach() throws Exception {
        assertThat(Tool.end(Shipper.RSYNC.with("--from", evidence.directory(), storage, "--part", "web"))
                        .code())
                .isZero();

        assertThat(HostEvidence.arrived(storage))
                .containsOnlyKeys(HostEvidence.PLACES.stream()
                        .map(place -> place.replace("/date=", "/part=web/date="))
                        .toArray(String[]::new));
    }

    private void assertRefused(int code, String reason, String... options) throws Exception {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "--from";
        arguments[1] = evidence.directory();
        arguments[2] = storage;
        System.arraycopy(options, 0, arguments, 3, options.length);

        Outcome outcome = Tool.end(Shipper.RSYNC.with(arguments));

        assertThat(outcome.code()).as(outcome.output()).isEqualTo(code);
        assertThat(outcome.err()).contains(reason);
        assertThat(HostEvidence.arrived(storage)).isEmpty();
        assertThat(evidence.file(HostEvidence.FIRST)).exists();
    }
}
