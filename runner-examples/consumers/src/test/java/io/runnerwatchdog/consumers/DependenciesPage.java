package io.runnerwatchdog.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of {@code docs/dependencies.md} that says what each module is and brings: the list that the build is held to. */
final class DependenciesPage {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private DependenciesPage() {}

    /**
     * A row.
     *
     * @param artifactId the module
     * @param moduleName its name on the module path; empty where it has no descriptor
     * @param brings the artifacts that come with it, sorted
     */
    record Row(String artifactId, Optional<String> moduleName, List<String> brings) {}

    static List<Row> rows() {
        try (Stream<String> lines = Files.lines(Reactor.PROJECT.resolve("docs/dependencies.md"))) {
            return lines.filter(line -> line.startsWith("| `runner-"))
                    .map(DependenciesPage::row)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Row row(Reactor.Module module) {
        return rows().stream()
                .filter(row -> row.artifactId().equals(module.artifactId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/dependencies.md has no row for " + module));
    }

    private static Row row(String line) {
        String[] cells = line.substring(1).split("\\|");
        if (cells.length != 3) {
            throw new AssertionError("expected three cells: " + line);
        }
        return new Row(
                code(cells[0]).findFirst().orElseThrow(),
                code(cells[1]).findFirst(),
                code(cells[2]).sorted().toList());
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult found) -> found.group(1));
    }
}
