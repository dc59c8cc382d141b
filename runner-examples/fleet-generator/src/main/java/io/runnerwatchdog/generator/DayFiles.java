package io.runnerwatchdog.generator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The files in which a day of one host is, and their copies. Not thread-safe. */
final class DayFiles implements AutoCloseable {
    private static final String NAME = "stall-events.jsonl";
    /** About what is rotated by its size. */
    private static final int MOST_LINES = 140_000;

    private static final int BUFFER = 1 << 16;

    private final Path host;
    private final LocalDate day;
    private final boolean last;
    private final boolean compresses;
    private final FileDamage damage;
    private final SplittableRandom random;
    private final int linesInAll;
    private final int linesOfFile;

    private Path file = Path.of("");
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream early = OutputStream.nullOutputStream();
    /** After so many lines of this file somebody copies it too early. */
    private int copiedAfter = Integer.MAX_VALUE;

    private int lines;
    private int linesHere;
    private int tornHere;
    private Written written = Written.NOTHING;

    /**
     * @param host the folder of the host
     * @param last whether this is the day that is not over: its last file is the one that is written now
     * @param lines how many there will be
     */
    DayFiles(
            Path host,
            LocalDate day,
            boolean last,
            boolean compresses,
            int lines,
            FileDamage damage,
            SplittableRandom random) {
        this.host = host;
        this.day = day;
        this.last = last;
        this.compresses = compresses;
        this.damage = damage;
        this.random = random;
        linesInAll = lines;
        boolean rotatedByHand = lines > 1 && random.nextInt(10) == 0;
        linesOfFile = rotatedByHand ? (lines + 1) / 2 : MOST_LINES;
    }

    void whole(LineBytes line) throws IOException {
        beforeLine(line);
        line.writeTo(out);
        line.writeTo(early);
        written = written.and(new Written(1, copyIsOpen() ? 1 : 0, 0, 0));
        lines++;
        linesHere++;
    }

    /** The beginning of a line, whose writer then died; the next one began a new line. */
    void torn(LineBytes line, int length) throws IOException {
        beforeLine(line);
        for (OutputStream each : new OutputStream[] {out, early}) {
            line.writeTo(each, length);
            each.write('\n');
        }
        written = written.and(new Written(0, 0, copyIsOpen() ? 2 : 1, 0));
        lines++;
        tornHere++;
    }

    private boolean copyIsOpen() {
        return copiedAfter != Integer.MAX_VALUE;
    }

    private void beforeLine(LineBytes line) throws IOException {
        if (lines % linesOfFile == 0) {
            endFile();
            beginFile();
        }
        if (linesHere + tornHere == copiedAfter) {
            // It was copied while this line was on its way.
            line.writeTo(early, 1 + random.nextInt(line.size() - 2));
            written = written.and(new Written(0, 0, 1, 0));
            endCopy();
        }
    }

    private void beginFile() throws IOException {
        int number = lines / linesOfFile;
        boolean lastOfDay = linesInAll - lines <= linesOfFile;
        Path folder = folder(damage == FileDamage.LATE ? day.plusDays(1) : day);
        file = folder.resolve(last && lastOfDay ? NAME : rotated(number));
        out = open(file);
        if (damage == FileDamage.COPIED_TOO_EARLY && lastOfDay && !last) {
            early = open(folder.resolve(NAME));
            copiedAfter = random.nextInt(linesInAll - lines);
        }
    }

    private Path folder(LocalDate date) throws IOException {
        return Files.createDirectories(host.resolve("date=" + date));
    }

    private String rotated(int number) {
        return NAME + "." + DateTimeFormatter.BASIC_ISO_DATE.format(day) + (number == 0 ? "" : "." + number)
                + (compresses ? ".gz" : "");
    }

    private OutputStream open(Path path) throws IOException {
        written = written.and(new Written(0, 0, 0, 1));
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        return path.toString().endsWith(".gz") ? new QuickGzip(bytes) : bytes;
    }

    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private void endFile() throws IOException {
        endCopy();
        out.close();
        out = OutputStream.nullOutputStream();
        if (lines == linesInAll && lines > 0) {
            copyWhole();
        }
        linesHere = 0;
        tornHere = 0;
    }

    private void endCopy() throws IOException {
        early.close();
        early = OutputStream.nullOutputStream();
        copiedAfter = Integer.MAX_VALUE;
    }

    private void copyWhole() throws IOException {
        if (damage == FileDamage.COPIED) {
            copyTo(file.resolveSibling(rotated(linesInAll / linesOfFile + 2)));
        } else if (damage == FileDamage.COPIED_TO_NEXT_DAY) {
            copyTo(folder(day.plusDays(1)).resolve(file.getFileName()));
        }
    }

    private void copyTo(Path copy) throws IOException {
        try (OutputStream to = copyOf(copy)) {
            Files.copy(file, to);
        }
        written = written.and(new Written(0, linesHere, tornHere, 1));
    }

    /** Of the active file, which is not compressed, the copy may well be. */
    private OutputStream copyOf(Path copy) throws IOException {
        boolean compress = copy.toString().endsWith(".gz") && !file.toString().endsWith(".gz");
        OutputStream bytes = Files.newOutputStream(copy);
        return compress ? new QuickGzip(bytes) : bytes;
    }

    /** What has been written, once all files are closed. */
    Written written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        endFile();
    }
}
