package io.runnerwatchdog.report.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick way to read takes the same lines for evidence as the evidence reader, and reads the same in them. */
class BlockReaderTest {
    private static final byte[] LINES = Seen.LINES.getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void bothReadTheSame() throws IOException {
        assertThat(Seen.asWeSee(LINES).entries).hasSize(6);
        bothReadAlike(LINES);
    }

    @Test
    void blankTornAndEndlessLinesAreReadAsTheReaderDoes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "\ufeff" + Seen.LINES + "\n \t\n\r\n" + Seen.LINES.replace("\n", "\r\n"));
        for (int length : new int[] {Blocks.LONGEST_LINE - 1, Blocks.LONGEST_LINE + 1, 3 * Blocks.SIZE}) {
            write(out, "x".repeat(length) + "\n" + Seen.LINES);
        }
        write(out, "{\"torn");

        assertThat(bothReadAlike(out.toByteArray()).unreadable).isEqualTo(5);
    }

    /** Lines across the borders of blocks are whole in the end. */
    @Test
    void noLineIsCutWhereBlocksMeet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < 3 * Blocks.SIZE) {
            out.writeBytes(LINES);
        }

        Seen seen = Seen.asWeSee(out.toByteArray());

        assertThat(seen.unreadable).isZero();
        assertThat(seen.entries).hasSize(6 * (out.size() / LINES.length));
    }

    /** What stood in a place before is only a guess: names as long as it, with the same bytes before or behind, are others. */
    @Test
    void fieldsMayChangeTheirPlaces() throws IOException {
        String[] fields = {
            "\"tsMs\":1795392000000", "\"event\":\"exit\"", "\"host\":\"a\"", "\"cost\":\"b\"", "\"hosts\":\"c\"",
            "\"ost\":\"d\"", "\"status\":\"success\"", "\"statue\":\"failed\"", "\"durationMs\":5", "\"durationMr\":7"
        };
        StringBuilder lines = new StringBuilder();
        Random random = new Random(20_261_128);
        for (int i = 0; i < 500; i++) {
            List<String> some = new ArrayList<>(List.of(fields));
            Collections.shuffle(some, random);
            List<String> left = some.subList(0, 2 + random.nextInt(some.size() - 1));
            lines.append("{").append(String.join(",", left)).append("}\n");
        }

        // Half of the lines lack a time or an event, and are none.
        assertThat(bothReadAlike(lines.toString().getBytes(StandardCharsets.UTF_8)).entries)
                .hasSizeBetween(100, 400);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private Seen bothReadAlike(byte[] lines) throws IOException {
        Files.write(directory.resolve(EvidenceLog.FILE_NAME), lines);
        Seen theirs = Seen.asTheReaderSees(directory);
        Seen ours = Seen.asWeSee(lines);
        assertThat(ours.entries).isEqualTo(theirs.entries);
        assertThat(ours.unreadable).isEqualTo(theirs.unreadable);
        return ours;
    }
}
