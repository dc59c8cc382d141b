package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects of strangers, built with what is published and run as they would run them. */
@Tag("process")
@ExtendWith(NoResidue.class)
class StrangersTest {
    private static StrangersBuild build;

    @BeforeAll
    static void buildThem(@TempDir Path directory) throws Exception {
        build = StrangersBuild.in(directory);
    }

    static Stream<String> thatRun() {
        return StrangersBuild.strangers().stream().filter(name -> Files.exists(expectation(name)));
    }

    static Stream<String> thatAreModules() {
        return thatRun()
                .filter(name ->
                        Files.exists(StrangersBuild.SOURCES.resolve(name).resolve("src/main/java/module-info.java")));
    }

    @ParameterizedTest
    @MethodSource("thatRun")
    void aStrangerRunsOnTheClassPath(String name, @TempDir Path temporary) throws Exception {
        Path target = build.stranger(name).resolve("target");

        assertThat(output(
                        temporary,
                        "-cp",
                        jar(name) + ":" + target.resolve("dependency/*"),
                        "com.example." + name + ".Main"))
                .isEqualTo(Files.readString(expectation(name)));
    }

    @ParameterizedTest
    @MethodSource("thatAreModules")
    void aStrangerRunsOnTheModulePath(String name, @TempDir Path temporary) throws Exception {
        Path target = build.stranger(name).resolve("target");
        String module = "com.example." + name;

        assertThat(output(
                        temporary,
                        "-p",
                        jar(name) + ":" + target.resolve("dependency"),
                        "-m",
                        module + "/" + module + ".Main"))
                .isEqualTo(Files.readString(expectation(name)));
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void aModuleBringsWhatThePageSaysAndNothingElse(Reactor.Module module) throws IOException {
        assertThat(build.broughtBy(module))
                .isEqualTo(DependenciesPage.row(module).brings());
    }

    private static Path expectation(String name) {
        return StrangersBuild.SOURCES.resolve(name).resolve("expected.txt");
    }

    private static Path jar(String name) {
        return build.stranger(name).resolve("target/" + name + "-1.jar");
    }

    /** What a program printed to standard output; it must have ended well. */
    private static String output(Path temporary, String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary));
        argv.addAll(List.of(arguments));
        try (Watchdog watchdog = Watchdog.builder().build()) {
            RunResult result = watchdog.run(Command.of(argv));
            assertThat(result.succeeded())
                    .as(result.termination().describe() + "\n" + result.stderr().text())
                    .isTrue();
            return result.stdout().text();
        }
    }
}
