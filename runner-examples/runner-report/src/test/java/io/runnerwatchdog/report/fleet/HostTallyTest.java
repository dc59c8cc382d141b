package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.Line;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** An event counts once, however often its line is there, and wherever. */
class HostTallyTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);
    private static final Instant NOON = DAY.from().plus(Duration.ofHours(12));
    private static final EvidenceFile PLAIN =
            EvidenceFile.of("/host=h1/x.jsonl").orElseThrow();
    private static final EvidenceFile PACKED =
            EvidenceFile.of("/host=h1/x.jsonl.20261124.gz").orElseThrow();

    private static Line step(int number) {
        return Line.success(NOON.plusSeconds(number), 1000 + number).with("runId", String.format("%032x", number));
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(step(i).json()).append('\n');
        }
        return lines.toString();
    }

    private static Report read(String... files) throws IOException {
        HostTally<Tally> host = new HostTally<>("h1", new Tally(DAY));
        for (String file : files) {
            host.read(PLAIN, stream(file.getBytes(StandardCharsets.UTF_8)));
        }
        return host.counted().report(NOON);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Report withLines(Report report, Report.Lines lines) {
        return new Report(
                report.period(),
                report.madeAt(),
                lines,
                report.counts(),
                report.before(),
                report.criteria(),
                report.stallsBy(),
                report.hours(),
                report.durations(),
                report.kinds(),
                report.kindsLeftOut(),
                report.slowest(),
                report.chains());
    }

    @Test
    void copiesChangeNothingButTheirCount() throws IOException {
        String stalls = Line.stall(NOON, "lock").chain("sh[1] waits for x[2]").json() + "\n"
                + Line.killed(NOON, 3000).json() + "\n";
        Report once = read(lines(0, 20) + stalls);

        Report again = read(lines(0, 20), lines(5, 15) + stalls, stalls, lines(0, 3));

        assertThat(once.lines()).isEqualTo(new Report.Lines(22, 22, 0, 0));
        assertThat(again.lines()).isEqualTo(new Report.Lines(22, 37, 0, 15));
        assertThat(withLines(again, once.lines())).isEqualTo(once);
    }

    @Test
    void lateFilesChangeNothing() throws IOException {
        assertThat(read(lines(10, 20), lines(0, 10))).isEqualTo(read(lines(0, 20)));
    }

    @Test
    void aTornCopyIsUnreadableAndNothingElse() throws IOException {
        String line = step(1).json();

        Report report = read(line + "\n" + line.substring(0, line.length() / 2) + "\n");

        assertThat(report.lines()).isEqualTo(new Report.Lines(1, 2, 1, 0));
    }

    @Test
    void whatDiffersInHostRunAttemptOrEventIsNoCopy() throws IOException {
        Line line = step(1);
        List<Line> others = List.of(
                line,
                line.with("runId", "f".repeat(32)),
                line.with("attempt", 2L),
                line.with("event", "killed"),
                // Without a run each line stands for itself, if there is not the very same once more.
                line.with("runId", "none"),
                line.with("runId", "none").with("durationMs", 7L),
                line.with("runId", "none").with("durationMs", 7L));
        StringBuilder lines = new StringBuilder();
        others.forEach(other -> lines.append(other.json()).append('\n'));

        assertThat(read(lines.toString()).lines()).isEqualTo(new Report.Lines(6, 7, 0, 1));
        // What else is in the line does not matter: it is the same event.
        assertThat(read(line.json() + "\n" + line.with("durationMs", 1L).json())
                        .lines()
                        .duplicates())
                .isEqualTo(1);
    }

    @Test
    void theHostIsThatOfTheGroupWhereItHasOne() throws IOException {
        Line line = step(1);
        for (String group : List.of("h1", "")) {
            HostTally<Tally> host = new HostTally<>(group, new Tally(DAY));
            host.add(Entry.of(line.record()));
            host.read(stream(line.with("host", "h2").json().getBytes(StandardCharsets.UTF_8)));

            assertThat(host.counted().report(NOON).lines().duplicates()).isEqualTo(group.isEmpty() ? 0 : 1);
        }
    }

    @Test
    void outsideOfTheTimeThatCountsNobodyLooksForCopies() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Instant at : List.of(
                DAY.from().minus(Duration.ofDays(1)).minusMillis(1),
                DAY.from().minus(Duration.ofDays(1)),
                DAY.to().minusMillis(1),
                DAY.to())) {
            String line = Line.success(at, 5)
                    .with("runId", String.format("%032x", at.toEpochMilli()))
                    .json();
            lines.append(line).append('\n').append(line).append('\n');
        }

        assertThat(read(lines.toString()).lines()).isEqualTo(new Report.Lines(1, 8, 0, 2));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Report readPacked(InputStream in) throws IOException {
        HostTally<Tally> host = new HostTally<>("h1", new Tally(DAY));
        host.read(PACKED, in);
        return host.counted().report(NOON);
    }

    @Test
    void compressedFilesOneBehindTheOtherAreOne() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(packed(lines(0, 1000)));
        both.writeBytes(packed(lines(1000, 1500)));

        assertThat(readPacked(stream(both.toByteArray()))).isEqualTo(read(lines(0, 1500)));
        assertThat(readPacked(new FromAfar(both.toByteArray()))).isEqualTo(read(lines(0, 1500)));
    }

    /** As a stream over a network does: a few bytes at a time, and it never knows whether there are more. */
    private static final class FromAfar extends FilterInputStream {
        FromAfar(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 7));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void aCompressedFileThatIsCutOffCountsAsFarAsItGoes() throws IOException {
        byte[] whole = packed(lines(0, 1000));
        List<Long> read = new ArrayList<>();
        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 4, whole.length}) {
            Report.Lines lines =
                    readPacked(stream(Arrays.copyOf(whole, length))).lines();
            read.add(lines.inPeriod());
            // The rest, and perhaps the line that it is cut off in.
            assertThat(lines.unreadable()).isBetween(length < whole.length ? 1L : 0L, length < whole.length ? 2L : 0L);
        }

        assertThat(read.get(0)).isZero();
        assertThat(read.get(1)).isZero();
        assertThat(read.get(2)).isBetween(100L, 900L);
        assertThat(read.get(3)).isEqualTo(1000);
        assertThat(read.get(4)).isEqualTo(1000);
    }

    @Test
    void damageInACompressedFileIsNoFailure() throws IOException {
        byte[] whole = packed(lines(0, 200));
        Random random = new Random(20_261_128);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(readPacked(stream(damaged)).lines().inPeriod()).isBetween(0L, 200L);
        }
        assertThat(readPacked(stream("no gzip at all".getBytes(StandardCharsets.UTF_8)))
                        .lines())
                .isEqualTo(new Report.Lines(0, 1, 1, 0));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("the other side hung up");
            }
        };
        for (EvidenceFile file : List.of(PLAIN, PACKED)) {
            assertThatThrownBy(() -> new HostTally<>("h1", new Tally(DAY)).read(file, broken))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file.path() + ": ")
                    .hasStackTraceContaining("the other side hung up");
        }
    }
}
