package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.EvidenceGroup;
import io.runnerwatchdog.report.fleet.FleetTally;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceListingTest {
    private static final Period DAY = Period.day(LocalDate.parse("2026-11-23"), ZoneOffset.UTC);

    @TempDir
    private Path root;

    private final Configuration hadoop = Elsewhere.known(new Configuration());

    @Test
    void filesAreGroupedByHostInTheOrderOfTheirPaths() throws IOException {
        file("host=b/date=2026-11-23/stall-events.jsonl.20261123.gz", 10);
        file("host=b/date=2026-11-22/stall-events.jsonl", 10);
        file("host=a/stall-events.jsonl", 10);
        file("of-nobody.jsonl", 10);
        file("host=a/evidence_manifest.json", 10);
        assertThat(groups(root.toString())).extracting(EvidenceGroup::host).containsExactly("", "a", "b");
        assertThat(names(groups(root.toString()).get(2)))
                .containsExactly(
                        "host=b/date=2026-11-22/stall-events.jsonl",
                        "host=b/date=2026-11-23/stall-events.jsonl.20261123.gz");
    }

    @Test
    void whereverTheyAreTheSameFilesAreFound() throws IOException {
        file("host=ci-<b>'&;$(x) %41/date=2026-11-23/stall-events.jsonl", 10);
        file("host=ü/stall-events.jsonl", 10);
        List<EvidenceGroup> here = groups(root.toString());
        List<EvidenceGroup> elsewhere = groups(Elsewhere.path(root));
        assertThat(here).extracting(EvidenceGroup::host).containsExactly("ci-<b>'&;$(x) %41", "ü");
        assertThat(elsewhere).extracting(EvidenceGroup::host).containsExactly("ci-<b>'&;$(x) %41", "ü");
        assertThat(path(here)).isEqualTo("file:" + root + "/host=ü/stall-events.jsonl");
        assertThat(path(elsewhere)).isEqualTo("elsewhere:" + root + "/host=ü/stall-events.jsonl");
    }

    @Test
    void foldersOfOtherTimesAreLeftOut() throws IOException {
        for (int day = 15; day <= 30; day++) {
            file("host=a/date=2026-11-" + day + "/stall-events.jsonl", 10);
        }
        assertThat(names(groups(Elsewhere.path(root)).get(0)))
                .first()
                .isEqualTo("host=a/date=2026-11-21/stall-events.jsonl");
        assertThat(names(groups(Elsewhere.path(root)).get(0)))
                .last()
                .isEqualTo("host=a/date=2026-11-24/stall-events.jsonl");
    }

    @Test
    void aFileBelowTwoOfThePathsIsThereOnce() throws IOException {
        file("host=a/one.jsonl", 10);
        file("host=a/two.jsonl", 10);
        assertThat(groups(root.toString(), root.resolve("host=a/one.jsonl").toString(), "file:" + root))
                .singleElement()
                .satisfies(group -> assertThat(group.files()).hasSize(2));
        assertThat(groups(Elsewhere.path(root), Elsewhere.path(root.resolve("host=a"))))
                .singleElement()
                .satisfies(group -> assertThat(group.files()).hasSize(2));
    }

    @Test
    void moreBytesWeighMoreAndPackedOnesMost() throws IOException {
        file("host=plain/a.jsonl", 1 << 20);
        file("host=packed/a.jsonl.gz", 1 << 20);
        file("host=small/a.jsonl", 10);
        EvidenceListing listing = EvidenceListing.below(List.of(root.toString()), hadoop);
        assertThat(listing.selection(new FleetTally(DAY)).groups().stream().map(listing::weighed))
                .isSortedAccordingTo((one, other) -> Long.compare(other.weight(), one.weight()))
                .extracting(host -> host.group().host())
                .containsExactly("packed", "plain", "small");
    }

    @Test
    void whereThereIsNothingToReadItSaysSo() throws IOException {
        file("notes.txt", 10);
        for (String base : List.of(root.toString(), Elsewhere.path(root))) {
            assertThatThrownBy(() -> groups(base))
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessageContaining("no evidence below " + base);
            assertThatThrownBy(() -> groups(base + "/gone"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("gone");
            assertThatThrownBy(() -> groups(base + "/notes.txt"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no evidence by its name");
        }
        assertThatThrownBy(() -> groups("nowhere:/evidence"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    private void file(String name, int bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    private List<EvidenceGroup> groups(String... paths) throws IOException {
        return EvidenceListing.below(List.of(paths), hadoop)
                .selection(new FleetTally(DAY))
                .groups();
    }

    private List<String> names(EvidenceGroup group) {
        return group.files().stream()
                .map(EvidenceFile::path)
                .map(path -> path.substring(
                        path.indexOf(root.toString()) + root.toString().length() + 1))
                .toList();
    }

    private static String path(List<EvidenceGroup> groups) {
        return groups.get(1).files().get(0).path();
    }
}
