package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The projects below {@code src/test/projects}, built in a directory of their own as strangers would: from a repository
 * that has our jars and poms as they are published. It is one start of Maven for all of them, and nothing is downloaded: what
 * else they need comes from the local repository of the build that runs this.
 */
final class StrangersBuild {
    static final Path SOURCES = Path.of("src/test/projects").toAbsolutePath();

    /** Far above what it takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> PLUGINS =
            List.of("maven-resources-plugin", "maven-compiler-plugin", "maven-surefire-plugin", "maven-jar-plugin");

    private final Path directory;
    private final Pom parent = Pom.read(Reactor.PROJECT.resolve("pom.xml"));

    private StrangersBuild(Path directory) {
        this.directory = directory;
    }

    /** Builds them all; fails with what Maven said if that fails. */
    static StrangersBuild in(Path directory) throws IOException, InterruptedException {
        StrangersBuild build = new StrangersBuild(directory);
        build.layOutRepository();
        build.layOutProjects();
        build.write(directory.resolve("settings.xml"), build.settings());
        build.runMaven();
        return build;
    }

    /** The names of the strangers' projects. */
    static List<String> strangers() {
        return Pom.read(SOURCES.resolve("pom.xml")).texts("modules/module");
    }

    /** Where a stranger's project was built. */
    Path stranger(String name) {
        return directory.resolve("strangers").resolve(name);
    }

    /** The artifacts that came with one of our modules in a project that asks for nothing else, itself left out; sorted. */
    List<String> broughtBy(Reactor.Module module) throws IOException {
        try (Stream<Path> jars = Files.list(project(module).resolve("target/dependency"))) {
            return jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .filter(name -> !name.equals(module.artifactId()))
                    .sorted()
                    .toList();
        }
    }

    private Path project(Reactor.Module module) {
        return directory.resolve("alone").resolve(module.artifactId());
    }

    private void layOutRepository() throws IOException {
        for (Reactor.Module module : Reactor.published()) {
            String name = module.artifactId() + "-" + Reactor.VERSION;
            Path place = directory
                    .resolve("published")
                    .resolve(Reactor.GROUP.replace('.', '/'))
                    .resolve(module.artifactId())
                    .resolve(Reactor.VERSION);
            Files.createDirectories(place);
            Files.copy(module.publishedPom(), place.resolve(name + ".pom"));
            if (module.hasJar()) {
                Files.copy(module.jar(), place.resolve(name + ".jar"));
            }
        }
    }

    private void layOutProjects() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve("strangers").resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        List<String> modules = new ArrayList<>(List.of("strangers"));
        for (Reactor.Module module : Reactor.publishedJars()) {
            write(project(module).resolve("pom.xml"), pomWithNothingBut(module));
            modules.add("alone/" + module);
        }
        write(directory.resolve("pom.xml"), """
                <project>
                    <modelVersion>4.0.0</modelVersion>
                    <groupId>com.example</groupId>
                    <artifactId>all</artifactId>
                    <version>1</version>
                    <packaging>pom</packaging>
                    <modules><module>%s</module></modules>
                </project>
                """.formatted(String.join("</module><module>", modules)));
    }

    private static String pomWithNothingBut(Reactor.Module module) {
        return """
                <project>
                    <modelVersion>4.0.0</modelVersion>
                    <groupId>com.example.alone</groupId>
                    <artifactId>with-%s</artifactId>
                    <version>1</version>
                    <packaging>pom</packaging>
                    <dependencies>
                        <dependency>
                            <groupId>%s</groupId>
                            <artifactId>%s</artifactId>
                            <version>%s</version>
                        </dependency>
                    </dependencies>
                </project>
                """.formatted(module, Reactor.GROUP, module, Reactor.VERSION);
    }

    /** Both kinds of repositories for dependencies and for plugins; the mirror keeps Maven from asking anywhere else. */
    private String settings() {
        return """
                <settings>
                    <localRepository>%s</localRepository>
                    <mirrors>
                        <mirror><id>at-hand</id><mirrorOf>*,!published</mirrorOf><url>%s</url></mirror>
                    </mirrors>
                    <profiles>
                        <profile>
                            <id>published</id>
                            <repositories>
                                <repository><id>published</id><url>%3$s</url></repository>
                            </repositories>
                            <pluginRepositories>
                                <pluginRepository><id>published</id><url>%3$s</url></pluginRepository>
                            </pluginRepositories>
                        </profile>
                    </profiles>
                    <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        directory.resolve("local"),
                        Path.of(System.getProperty("consumers.repository")).toUri(),
                        directory.resolve("published").toUri());
    }

    private void runMaven() throws InterruptedException {
        String settings = directory.resolve("settings.xml").toString();
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("consumers.maven"), "bin", "mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "--settings",
                settings,
                "--global-settings",
                settings,
                "-Drunner.version=" + Reactor.VERSION));
        PLUGINS.forEach(plugin -> argv.add("-D" + plugin + ".version=" + versionOf(plugin)));
        argv.addAll(List.of(
                "package",
                "org.apache.maven.plugins:maven-dependency-plugin:%s:copy-dependencies"
                        .formatted(versionOf("maven-dependency-plugin")),
                "-DincludeScope=runtime",
                "-Dmdep.stripVersion=true"));
        // The Java that runs this is the one that strangers build and run with.
        Command maven = Command.of(argv)
                .in(directory)
                .variable("JAVA_HOME", System.getProperty("java.home"))
                .variable("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(PATIENCE)
                .hardTimeout(PATIENCE.plusSeconds(10))
                .build()) {
            RunResult result = watchdog.run(maven);
            assertThat(result.succeeded())
                    .as(result.termination().describe() + "\n" + result.stdout().text())
                    .isTrue();
        }
    }

    private String versionOf(String plugin) {
        String version = parent.text("build/pluginManagement/plugins/plugin[artifactId='" + plugin + "']/version");
        return version.startsWith("${") ? parent.text("properties/" + version.substring(2, version.length() - 1)) : version;
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
