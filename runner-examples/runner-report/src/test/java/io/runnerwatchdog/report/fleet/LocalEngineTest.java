package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.report.Line;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);
    private static final Instant NOON = DAY.from().plus(Duration.ofHours(12));

    @TempDir
    private Path root;

    private static List<String> steps(String host, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(Line.success(NOON.plusSeconds(i), 1000)
                    .with("host", host)
                    .with("runId", String.format("%032x", i))
                    .json());
        }
        return lines;
    }

    private Path write(String name, List<String> lines) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write((String.join("\n", lines) + "\n").getBytes());
            }
        } else {
            Files.write(file, lines);
        }
        return file;
    }

    private static FleetReport read(Path... paths) throws IOException {
        return new LocalEngine()
                .read(List.of(paths), () -> new FleetTally(DAY), lines -> {})
                .report(NOON);
    }

    @Test
    void itIsFoundAsAService() {
        assertThat(ServiceLoader.load(FleetEngine.class))
                .singleElement()
                .satisfies(engine -> assertThat(engine.id()).isEqualTo("local"));
    }

    @Test
    void allEvidenceBelowAFolderIsTakenInOnce() throws IOException {
        write("a/host=h1/date=2026-11-24/stall-events.jsonl", steps("h1", 0, 10));
        write("a/host=h1/date=2026-11-24/stall-events.jsonl.20261124.gz", steps("h1", 10, 20));
        write("a/host=h2/date=2026-11-24/stall-events.jsonl", steps("h2", 0, 5));
        write("a/stall-events.jsonl", steps("h3", 0, 5));
        write("b/host=h1/copy.jsonl", steps("h1", 5, 12));
        write("a/host=h1/evidence_manifest.json", List.of("{}"));
        write("a/host=h1/.stall-events.jsonl.crc", List.of("crc"));

        List<Long> progress = new CopyOnWriteArrayList<>();
        FleetReport fleet = new LocalEngine()
                .read(
                        List.of(root.resolve("a"), root.resolve("b"), root.resolve("a/host=h2")),
                        () -> new FleetTally(DAY),
                        progress::add)
                .report(NOON);

        assertThat(fleet.report().lines()).isEqualTo(new Report.Lines(30, 37, 0, 7));
        assertThat(fleet.hosts())
                .extracting(HostFigures::host, host -> host.counts().ended())
                .containsExactly(tuple("h1", 20L), tuple("h2", 5L), tuple("h3", 5L));
        assertThat(Collections.max(progress)).isEqualTo(37);
    }

    @Test
    void whereACopyStandsDoesNotMatter() throws IOException {
        List<String> lines = steps("h1", 0, 40);
        write("one/host=h1/x.jsonl", lines);
        write("two/host=h1/a.jsonl.20261124.gz", lines.subList(20, 40));
        write("two/host=h1/b.jsonl", lines.subList(0, 20));
        write("two/host=h1/late/c.jsonl", lines.subList(10, 30));

        Report one = read(root.resolve("one")).report();
        Report two = read(root.resolve("two")).report();

        assertThat(two.lines()).isEqualTo(new Report.Lines(40, 60, 0, 20));
        assertThat(two.counts()).isEqualTo(one.counts());
        assertThat(two.hours()).isEqualTo(one.hours());
        assertThat(two.slowest()).isEqualTo(one.slowest());
    }

    @Test
    void foldersOfOtherDaysAreNotRead() throws IOException {
        write("host=h1/date=2026-11-24/x.jsonl", steps("h1", 0, 1));
        write("host=h1/date=2026-11-25/x.jsonl", steps("h1", 1, 2));
        // What stands there belongs elsewhere: that it is not found shows that nobody looked.
        write("host=h1/date=2026-11-01/x.jsonl", steps("h1", 2, 3));
        write("host=h1/date=2026-11-27/x.jsonl", steps("h1", 3, 4));

        Report report = read(root).report();

        assertThat(report.lines().inPeriod()).isEqualTo(2);
        assertThat(report.before()).isPresent();
    }

    @Test
    void aFolderThatIsGivenMayBeALinkAndThoseBelowAreNotFollowed() throws IOException {
        write("store/host=h1/x.jsonl", steps("h1", 0, 3));
        Path elsewhere = write("elsewhere/y.jsonl", steps("h1", 3, 5));
        Files.createSymbolicLink(root.resolve("host=h9"), root.resolve("store/host=h1"));
        Files.createSymbolicLink(root.resolve("store/host=h1/round"), root.resolve("store"));
        Files.createSymbolicLink(root.resolve("store/host=h1/away"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("store/host=h1/z.jsonl"), elsewhere);
        Files.createSymbolicLink(root.resolve("store/host=h1/gone.jsonl"), root.resolve("nowhere"));

        assertThat(read(root.resolve("store")).report().lines().inPeriod()).isEqualTo(5);
        assertThat(LocalFiles.below(List.of(root.resolve("host=h9"))).files())
                .extracting(EvidenceFile::host)
                .containsOnly("h9");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path other = write("notes.txt", List.of("x"));

        assertThatThrownBy(() -> read(root.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> read(other))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("notes.txt: no evidence by its name");
        assertThatThrownBy(() -> read(Path.of("/dev/null")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("/dev/null: neither a file nor a folder");
    }

    @Test
    void aGivenFileIsEvidenceOfTheHostOfItsPath() throws IOException {
        Path file = write("host=h7/x.jsonl", steps("h7", 0, 2));

        assertThat(LocalFiles.below(List.of(file, file)).files())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.host()).isEqualTo("h7"));
        assertThat(read(file).report().lines()).isEqualTo(new Report.Lines(2, 2, 0, 0));
    }

    @Test
    void withoutFilesThereIsNothing() throws IOException {
        assertThat(read(root).report().lines()).isEqualTo(new Report.Lines(0, 0, 0, 0));
    }
}
