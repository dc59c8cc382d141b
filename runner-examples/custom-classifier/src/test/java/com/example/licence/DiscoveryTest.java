package com.example.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.classifiers.NetworkClassifier;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The classifier as a jar, which nobody names: beside the command line, and on the module path of a host. */
@Tag("process")
@ExtendWith(NoResidue.class)
class DiscoveryTest {
    private static final String STALLS = "echo waiting for a licence; exec sleep 1000";
    private static final Pattern LIBRARIES = Pattern.compile("(jackson-core|slf4j-api)-\\d.*\\.jar");

    @TempDir
    private Path directory;

    /** What a call printed, both streams. */
    private String call(List<String> argv, String classpath) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RUNNER_"));
        builder.environment().put("RUNNER_CLASSPATH", classpath);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        boolean ended = process.waitFor(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
        }
        assertThat(ended).as("ends in time").isTrue();
        return Files.readString(out);
    }

    @Test
    void theLauncherOfTheCommandLineTakesTheJar() throws Exception {
        String said = call(
                List.of(
                        launcher().toString(),
                        "run-step",
                        "--idle-ms",
                        "1500",
                        "--hard-ms",
                        "60000",
                        STALLS,
                        "build",
                        "ci"),
                packed().toString());

        assertThat(said).contains("::STEP::DONE::code=124");
        assertThat(Files.readString(directory.resolve("evidence/runner/stall-events.jsonl")))
                .contains("\"rootCause\":\"licence\"", "\"classifier\":\"com.example.licence\"");
    }

    @Test
    void aHostOnTheModulePathFindsTheJar() throws Exception {
        Path host = compiledHost();
        List<String> argv = new ArrayList<>(JavaProgram.SHORT_LIVED);
        argv.add(0, ProcessHandle.current().info().command().orElseThrow());
        argv.addAll(List.of("-p", modulePath(host, packed()), "-m", "com.example.host/com.example.host.Host"));

        assertThat(call(argv, "").lines()).contains("licence by com.example.licence, module com.example.licence");
    }

    /** The launcher of the repository beside a jar that leads to the classes under test, which are packed after the tests. */
    private Path launcher() throws IOException {
        Path launcher = directory.resolve("examples/runner-cli/bin/runner");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("../runner-cli/bin/runner"), launcher);
        Path jar = directory.resolve("examples/runner-cli/target/runner.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.runnerwatchdog.cli.Main");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        classPath()
                                .filter(entry -> !isOf(entry, LicenceClassifier.class))
                                .map(entry -> entry.toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return launcher;
    }

    /** The classifier's own jar, as a build of its own would make it. */
    private Path packed() throws IOException {
        Path classes = classPath()
                .filter(entry -> isOf(entry, LicenceClassifier.class))
                .findFirst()
                .orElseThrow();
        Path jar = directory.resolve("licence-classifier.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    /** A host that requires the core and nothing else. */
    private Path compiledHost() throws IOException {
        Path classes = directory.resolve("host");
        try (Stream<Path> sources = Files.walk(Path.of("src/test/host"))) {
            List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-p", modulePath()));
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(options::add);
            ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
            assertThat(compiler.run(System.out, System.err, options.toArray(String[]::new)))
                    .isZero();
        }
        return classes;
    }

    private static String modulePath(Path... more) {
        return Stream.concat(
                        Arrays.stream(more),
                        classPath()
                                .filter(entry -> isOf(entry, Watchdog.class)
                                        || isOf(entry, NetworkClassifier.class)
                                        || LIBRARIES
                                                .matcher(entry.getFileName().toString())
                                                .matches()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath());
    }

    private static boolean isOf(Path entry, Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .equals(entry);
    }
}
