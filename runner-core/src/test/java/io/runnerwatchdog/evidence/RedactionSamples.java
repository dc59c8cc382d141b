package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of {@code masked.txt} and {@code unharmed.txt}. */
final class RedactionSamples {
    private static final String ARROW = " ==> ";

    private RedactionSamples() {}

    /** A text, and what becomes of it. */
    record Sample(String text, String masked) {
        @Override
        public String toString() {
            return text.replace('\n', '|').replace('\u001b', '^');
        }
    }

    static List<Sample> masked() {
        return lines("masked.txt").stream()
                .map(line -> line.split(ARROW, 2))
                .map(sides -> new Sample(plain(sides[0]), plain(sides[1])))
                .toList();
    }

    static List<String> unharmed() {
        return lines("unharmed.txt");
    }

    private static String plain(String line) {
        return line.replace("\\\\", "\u0001")
                .replace("\\n", "\n")
                .replace("\\e", "\u001b")
                .replace("\u0001", "\\");
    }

    private static List<String> lines(String file) {
        try (InputStream in = RedactionSamples.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
