package io.runnerwatchdog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import io.runnerwatchdog.report.fleet.LocalFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeirdLinesTest {
    private static final Instant MADE_AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Period DAY = Period.day(LocalDate.parse("2026-11-23"), ZoneOffset.UTC);
    private static final String EXIT = "{\"ts\":\"2026-11-23T10:00:00Z\",\"event\":\"exit\",\"commandType\":\"build\","
            + "\"environment\":\"ci\",\"host\":\"a\",\"status\":\"success\",\"durationMs\":1200}";

    @TempDir
    private Path root;

    private final Set<String> without = new ConcurrentSkipListSet<>();
    private final FleetEngine duckDb = new DuckDbEngine(
            file -> without.add(file.path().substring(file.path().indexOf("host="))));

    private FleetReport report(FleetEngine engine) throws IOException {
        return engine.read(List.of(root), () -> new FleetTally(DAY), lines -> {})
                .report(MADE_AT);
    }

    private void sameFigures() throws IOException {
        assertThat(report(duckDb)).isEqualTo(report(new LocalEngine()));
    }

    private Path file(String host, String name) throws IOException {
        return Files.createDirectories(root.resolve("host=" + host)).resolve(name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** A line that other readers take for something else than ours does, or than each other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a name twice ~ {'ts':'2026-11-23T10:00:01Z','event':'exit','event':'killed','host':'a','host':'b'}",
                "a number as text ~ {'tsMs':'1795428001000','event':'exit','attempt':'2','durationMs':'77'}",
                "a text as number ~ {'tsMs':1795428001000,'event':5,'commandType':1e3,'durationMs':1.0}",
                "a comma too many ~ {'tsMs':1795428001000,'event':'exit',}",
                "no number ~ {'tsMs':1795428001000,'event':'exit','durationMs':NaN}",
                "half a surrogate ~ {'tsMs':1795428001000,'event':'exit','host':'\\ud800'}",
                "an escaped nought ~ {'tsMs':1795428001000,'event':'exit','host':'a\\u0000b'}",
                "an escaped name ~ {'tsMs':1795428001000,'ev\\u0065nt':'exit','environment':'\\/\\\\\\t'}",
                "a quote alone ~ '",
                "a backslash alone ~ \\",
                "two values ~ {'tsMs':1795428001000,'event':'exit'}{'tsMs':1795428001000,'event':'exit'}",
                "no object ~ [1,2]",
                "blanks around ~ `   {'tsMs':1795428001000,'event':'exit'}\t `",
                "blanks alone ~ ` \t\f `",
                "a comment ~ # {'tsMs':1795428001000,'event':'exit'}",
                "letters of other scripts ~ {'tsMs':1795428001000,'event':'exit','host':'\uD83E\uDD86 \u00E4\u4E2D'}",
                "all null ~ {'tsMs':null,'event':null,'ts':'2026-11-23T10:00:01Z','event':'exit','status':null}"
            })
    void aWeirdLineCountsAsItDoesWithoutDuckDb(String what, String line) throws IOException {
        Files.writeString(file("a", "x.jsonl"), EXIT + "\n" + line.replace('\'', '"') + "\n" + EXIT + "\n");
        Files.write(file("b", "x.jsonl.gz"), compressed(line.replace('\'', '"') + "\n" + EXIT));
        sameFigures();
        assertThat(without).as(what).isEmpty();
    }

    @Test
    void whatDuckDbReadsOtherwiseIsReadWithoutIt() throws IOException {
        byte[] exit = bytes(EXIT + "\n");
        Files.write(file("utf8", "x.jsonl"), both(exit, both(new byte[] {'{', (byte) 0xFF, '}', '\n'}, exit)));
        Files.writeString(file("return", "x.jsonl"), EXIT + "\n" + EXIT.replace(",", ",\r") + "\n");
        Files.writeString(file("windows", "x.jsonl"), EXIT + "\r\n" + EXIT + "\r\n");
        Files.writeString(file("mark", "x.jsonl"), "\uFEFF" + EXIT + "\n");
        Files.writeString(file("delimiter", "x.jsonl"), EXIT + "\u0001\n");
        Files.writeString(
                file("long", "x.jsonl"),
                EXIT + "\n" + EXIT.replace("build", "x".repeat(10_000_000)) + "\n" + EXIT + "\n");
        Files.writeString(file("pattern[1]", "x.jsonl"), EXIT + "\n");
        Files.write(file("cut", "x.jsonl.gz"), Arrays.copyOf(compressed(EXIT + "\n" + EXIT), 90));
        byte[] wrongSum = compressed(EXIT + "\n");
        wrongSum[wrongSum.length - 6] ^= 1;
        Files.write(file("sum", "x.jsonl.gz"), wrongSum);
        Files.write(file("none", "x.jsonl.gz"), bytes(EXIT + "\n"));
        Files.write(file("empty", "x.jsonl.gz"), new byte[0]);
        Files.write(file("twice", "x.jsonl.gz"), both(compressed(EXIT + "\n"), compressed(EXIT.replace("1200", "7"))));
        Set<String> all = new HashSet<>();
        for (EvidenceFile file : LocalFiles.below(List.of(root)).files()) {
            all.add(file.path().substring(file.path().indexOf("host=")));
        }
        sameFigures();
        assertThat(without).hasSize(12).isEqualTo(all);
    }

    @Test
    void oneFileThatIsReadWithoutItLeavesTheOthersToIt() throws IOException {
        byte[] exit = bytes(EXIT + "\n");
        for (int i = 0; i < 9; i++) {
            byte[] other = bytes(EXIT.replace("1200", i + "") + "\n");
            Files.write(
                    file("a", i + ".jsonl"),
                    i % 4 == 1 ? both(other, both(new byte[] {(byte) 0xFF, '\n'}, exit)) : other);
        }
        sameFigures();
        assertThat(without).containsExactly("host=a/1.jsonl", "host=a/5.jsonl");
    }

    @Test
    void aLongFileThatTurnsOutWrongAtItsEndHasCountedNothing() throws IOException {
        FleetEngine holdingNothing = new DuckDbEngine(file -> without.add(file.host()), 0);
        Files.writeString(file("good", "1.jsonl"), EXIT + "\n");
        Files.writeString(file("marked", "1.jsonl"), EXIT + "\n");
        Files.writeString(file("marked", "2.jsonl"), "\uFEFF" + EXIT + "\n" + EXIT.replace("1200", "7") + "\n");
        AtomicLong told = new AtomicLong();
        FleetReport report = holdingNothing
                .read(List.of(root), () -> new FleetTally(DAY), told::set)
                .report(MADE_AT);
        assertThat(report).isEqualTo(report(new LocalEngine()));
        assertThat(without).containsExactly("marked");
        assertThat(told).hasValue(report.report().lines().read());
    }

    @Test
    void ofManyFilesEachEndsItsOwnLine() throws IOException {
        Files.write(file("a", "1.jsonl"), new byte[0]);
        Files.writeString(file("a", "2.jsonl"), EXIT);
        Files.writeString(file("a", "3.jsonl"), EXIT.replace("1200", "3") + "\n\n");
        Files.writeString(file("a", "4.jsonl"), "\n\n" + EXIT.substring(0, 20));
        Files.write(file("a", "5.jsonl.gz"), compressed(""));
        Files.write(file("a", "6.jsonl.gz"), compressed(EXIT.replace("1200", "6")));
        Files.writeString(file("a", "7.jsonl"), EXIT.replace("1200", "7"));
        Files.write(file("a", "8.jsonl"), new byte[0]);
        Files.writeString(file("it's; --", "stall-events.jsonl"), EXIT);
        sameFigures();
        assertThat(without).isEmpty();
        assertThat(report(duckDb).report().lines()).satisfies(lines -> {
            assertThat(lines.read()).isEqualTo(6);
            assertThat(lines.unreadable()).isEqualTo(1);
        });
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = root.resolve("missing");
        assertThatThrownBy(() -> duckDb.read(List.of(missing), () -> new FleetTally(DAY), lines -> {}))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void withoutTheDriverItSaysWhatToDo() {
        assertThatThrownBy(() -> LineDatabase.open("jdbc:no-such-driver:", 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("put duckdb_jdbc.jar, for this system, on the class path");
    }

    @Test
    void theCommandLineFindsIt() {
        assertThat(ServiceLoader.load(FleetEngine.class))
                .extracting(FleetEngine::id)
                .contains(DuckDbEngine.ID);
    }
}
