package io.runnerwatchdog.report.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
