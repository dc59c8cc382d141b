package io.runnerwatchdog.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of what can go wrong: each message that it quotes is one that a test expects. */
class TroubleshootingPageTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** A row of a table whose first cell is a message. */
    private static final Pattern QUOTING = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\|$");

    /** Where a row leaves out what differs, or a test puts it in. */
    private static final Pattern GAP = Pattern.compile("…|\\[ … ]");

    /** Shorter ones would be found anywhere. */
    private static final int LEAST = 4;

    @Test
    void eachMessageThatIsQuotedIsExpectedByATest() throws IOException {
        String tests = tests();
        List<String> quoted = QUOTING.matcher(Files.readString(PROJECT.resolve("docs/troubleshooting.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(quoted).hasSizeGreaterThan(25);
        for (String message : quoted) {
            List<String> pieces = GAP.splitAsStream(message)
                    .map(String::strip)
                    .filter(piece -> piece.length() >= LEAST)
                    .toList();
            assertThat(pieces).as(message).isNotEmpty();
            assertThat(pieces)
                    .as(message)
                    .allSatisfy(piece -> assertThat(tests.contains(piece))
                            .as("a test expects \"%s\"", piece)
                            .isTrue());
        }
    }

    /** A message may be put together from several texts, over several lines. */
    @Test
    void aMessageIsFoundThoughItStandsOnSeveralLines() {
        assertThat(joined("hasMessage(\"one \\\"two\\\"\"\n        + \" three\\\\four\")"))
                .isEqualTo("hasMessage(\"one \"two\" three\\four\")");
    }

    private static String tests() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("runner-core", "runner-classifiers", "runner-metrics")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(TroubleshootingPageTest::isOfOthers).toList()) {
                    all.append(joined(Files.readString(file)));
                }
            }
        }
        return all.toString();
    }

    private static boolean isOfOthers(Path file) {
        return file.toString().endsWith("Test.java") && !file.endsWith("TroubleshootingPageTest.java");
    }

    private static String joined(String source) {
        return source.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", "")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
