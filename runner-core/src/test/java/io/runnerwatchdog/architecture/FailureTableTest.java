package io.runnerwatchdog.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of known failures: all rows are there, and the tests that it names are, too. */
class FailureTableTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OWN_TESTS = PROJECT.resolve("runner-core/src/test/java");
    private static final int ROWS = 30;
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final String TAG = "failure-";
    private static final String UNTESTED = "Not tested";

    @Test
    void allRowsAreThereInTheirOrder() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
    }

    @Test
    void eachRowNamesATestOrSaysThatThereIsNone() throws IOException {
        assertThat(rows().values())
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find() || row.contains(UNTESTED))
                        .isTrue());
    }

    @Test
    void eachTestThatARowNamesIsThere() throws IOException {
        List<MatchResult> named = rows().values().stream()
                .flatMap(row -> NAMED.matcher(row).results())
                .toList();

        assertThat(named).hasSizeGreaterThanOrEqualTo(ROWS);
        for (MatchResult test : named) {
            assertThat(isThere(test.group(1), test.group(2)))
                    .as("there is %s", test.group())
                    .isTrue();
        }
    }

    @Test
    void eachTestThatWasWrittenForARowIsNamedInIt() throws IOException, ClassNotFoundException {
        Map<Integer, String> rows = rows();
        int written = 0;
        for (Path source : sources(OWN_TESTS)) {
            if (Files.readString(source).contains("@Tag(\"" + TAG)) {
                for (Method method : load(source).getDeclaredMethods()) {
                    for (int row : rowsOf(method)) {
                        written++;
                        assertThat(rows.get(row))
                                .contains("`" + method.getDeclaringClass().getSimpleName() + "#" + method.getName()
                                        + "`");
                    }
                }
            }
        }
        assertThat(written).isGreaterThanOrEqualTo(20);
    }

    private static List<Integer> rowsOf(Method method) {
        return Arrays.stream(method.getAnnotationsByType(Tag.class))
                .map(Tag::value)
                .filter(tag -> tag.startsWith(TAG))
                .map(tag -> Integer.valueOf(tag.substring(TAG.length())))
                .toList();
    }

    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PROJECT.resolve("docs/failures.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(Integer.valueOf(row.group(1)), line))
                        .as("row %s is there once", row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    /** Other modules are not on the class path; of these the source is read. */
    private static boolean isThere(String type, String method) throws IOException {
        for (Path tests : testDirectories()) {
            for (Path source : sources(tests)) {
                if (source.endsWith(type + ".java") && declares(tests, source, method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean declares(Path tests, Path source, String method) throws IOException {
        if (!tests.equals(OWN_TESTS)) {
            return Files.readString(source).contains(" void " + method + "(");
        }
        try {
            return Arrays.stream(load(source).getDeclaredMethods())
                    .anyMatch(declared -> declared.getName().equals(method));
        } catch (ClassNotFoundException renamed) {
            return false;
        }
    }

    private static Class<?> load(Path source) throws ClassNotFoundException {
        String name = OWN_TESTS
                .relativize(source)
                .toString()
                .replace(source.getFileSystem().getSeparator(), ".");
        return Class.forName(name.substring(0, name.length() - ".java".length()));
    }

    private static List<Path> testDirectories() {
        return Stream.of("runner-core", "runner-classifiers", "runner-metrics", "runner-examples/runner-cli")
                .map(module -> PROJECT.resolve(module).resolve("src/test/java"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }
}
