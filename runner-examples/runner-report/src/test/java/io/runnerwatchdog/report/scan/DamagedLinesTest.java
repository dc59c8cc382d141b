package io.runnerwatchdog.report.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the quick way to read takes for evidence among lines that are damaged or hostile. */
class DamagedLinesTest {
    @Property(tries = 600)
    void bothReadTheSameInDamagedAndHostileLines(@ForAll long seed) throws Exception {
        byte[] damaged = damaged(Samples.LINES, new Random(seed));

        Files.write(Samples.FILE, damaged);
        Seen theirs = Seen.asTheReaderSees(Samples.FILE.getParent());

        Seen ours = Seen.asWeSee(damaged);

        assertThat(ours.entries).isEqualTo(theirs.entries);
        assertThat(ours.unreadable).isEqualTo(theirs.unreadable);
    }

    private static final class Samples {
        static final byte[] LINES;
        static final Path FILE;

        static {
            try {
                Path directory = Files.createTempDirectory(Path.of("target"), "samples");
                LINES = Seen.LINES.getBytes(StandardCharsets.UTF_8);
                FILE = directory.resolve(EvidenceLog.FILE_NAME);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] damaged(byte[] lines, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = {
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "1e3",
            "-0",
            "01",
            "\"event\":1",
            "\"tsMs\":9",
            "\"host\":null",
            "\u00e4",
            "\\u00",
            "\\u0041",
            " ",
            "\t",
            "\n",
            "\r",
            "\u0001",
            "\"durationMs\":5.5"
        };
        for (byte each : lines) {
            int dice = random.nextInt(400);
            if (dice == 0) {
                out.writeBytes(words[random.nextInt(words.length)].getBytes(StandardCharsets.UTF_8));
            } else if (dice == 1) {
                out.write(random.nextInt(256));
            }
            if (dice != 2) {
                out.write(each);
            }
        }
        return out.toByteArray();
    }
}
