package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A class of samples that was run by Jupiter, and what came of it. */
final class Played {
    private final EngineExecutionResults results;
    private final Path files;

    private Played(EngineExecutionResults results, Path files) {
        this.results = results;
        this.files = files;
    }

    /** Runs all samples of a class; the files that they publish go below {@code files}. */
    static Played play(Class<?> samples, Path files) {
        return play(samples, files, Map.of());
    }

    /** The same, all of them at the same time. */
    static Played playAtTheSameTime(Class<?> samples, Path files) {
        return play(
                samples,
                files,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled",
                        "true",
                        "junit.jupiter.execution.parallel.mode.default",
                        "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy",
                        "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        "4"));
    }

    private static Played play(Class<?> samples, Path files, Map<String, String> parameters) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(samples))
                .configurationParameters(parameters)
                .outputDirectoryCreator(below(files))
                .execute();
        return new Played(results, files);
    }

    private static OutputDirectoryCreator below(Path files) {
        return new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return files;
            }

            @Override
            public Path createOutputDirectory(TestDescriptor test) throws IOException {
                return Files.createDirectories(
                        files.resolve(test.getDisplayName().replaceAll("\\W", "_")));
            }
        };
    }

    /** These samples were run, and all have passed. */
    Played passed(int samples) {
        assertThat(failures()).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(samples);
        return this;
    }

    /** What failed the one sample that was run. */
    Throwable failure() {
        assertThat(results.testEvents().started().count()).isEqualTo(1);
        assertThat(failures()).hasSize(1);
        return failures().get(0);
    }

    /** What failed samples, or all of a class. */
    List<Throwable> failures() {
        return results.allEvents()
                .finished()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** What the reports were told about commands. */
    List<String> told() {
        return results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .flatMap(entry -> Stream.ofNullable(entry.getKeyValuePairs().get(Attachments.KEY)))
                .toList();
    }

    /** How many directories or files were published. */
    long published() {
        return results.allEvents().fileEntryPublished().count();
    }

    /** The text of the one published file of this name. */
    String file(String name) {
        try (Stream<Path> all = Files.walk(files)) {
            List<Path> found = all.filter(file -> file.endsWith(name)).toList();
            assertThat(found).hasSize(1);
            return Files.readString(found.get(0));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
