package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The oldest and the newest JUnit that are promised, each in a JVM of its own; the others run on the one between them. */
@Tag("process")
class VersionsTest {
    @RegisterExtension
    static final WatchdogExtension WATCHDOG = WatchdogExtension.builder()
            .idleTimeout(Duration.ofSeconds(60))
            .hardTimeout(Duration.ofSeconds(120))
            .build();

    @Test
    void theSamplesGoTheSameWayOnAllVersions(Launcher launcher, @TempDir Path oldestFiles, @TempDir Path newestFiles)
            throws InterruptedException {
        Run oldest = launcher.start(player("junit-oldest", oldestFiles));
        Run newest = launcher.start(player("junit-newest", newestFiles));

        assertThat(heard(oldest.await())).containsAll(expected(System.getProperty("junit.oldest.version")));
        assertThat(heard(newest.await())).containsAll(expected(System.getProperty("junit.newest.version")));
    }

    private static List<String> expected(String version) {
        return List.of(
                "junit junit-jupiter-api-" + version + ".jar",
                "passes SUCCESSFUL",
                "stalls FAILED StalledException []",
                "stalls published " + Attachments.DIRECTORY,
                "leavesARun SUCCESSFUL",
                "leavesARun told sleep 1000: still ran when the test had ended, stopped with all its processes",
                "isOutOfTime FAILED TimeoutException [HangDump]",
                "isOutOfTime published " + Attachments.DIRECTORY,
                "assertsThatItEnds FAILED AssertionFailedError [HangDump]",
                "children 0");
    }

    private static List<String> heard(RunResult result) {
        assertThat(result.succeeded()).as(result.stderr().text()).isTrue();
        return result.stdout().lines().stream()
                .filter(line -> line.startsWith(VersionPlayer.MARK))
                .map(line -> line.substring(VersionPlayer.MARK.length()))
                .toList();
    }

    private static Command player(String version, Path files) {
        List<String> argv = JavaProgram.argv(VersionPlayer.class, JavaProgram.SHORT_LIVED, files);
        argv.set(argv.indexOf("-cp") + 1, classPathWith(Path.of("target", version)));
        return Command.of(argv);
    }

    /** That of this JVM, with the jars of one version of JUnit in place of its own. */
    private static String classPathWith(Path version) {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> jars = Files.list(version)) {
            jars.map(Path::toString).forEach(entries::add);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOfJUnit(new File(entry).getName()))
                .forEach(entries::add);
        return String.join(File.pathSeparator, entries);
    }

    private static boolean isOfJUnit(String jar) {
        return jar.startsWith("junit-") || jar.startsWith("opentest4j-") || jar.startsWith("jqwik");
    }
}
