package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * The Maven that builds this project, in a world of its own: what it wants is in the repositories of this build or is not
 * there. Nothing is downloaded, nothing is installed.
 */
final class Maven {
    private static final String SETTINGS = """
            <settings>
                <localRepository>%s</localRepository>
                <interactiveMode>false</interactiveMode>
                <profiles>
                    <profile>
                        <id>files</id>
                        <repositories>%s</repositories>
                        <pluginRepositories>%s</pluginRepositories>
                    </profile>
                </profiles>
                <activeProfiles>
                    <activeProfile>files</activeProfile>
                </activeProfiles>
            </settings>
            """;

    /** What came of a build. */
    record Outcome(int code, String log) {}

    private final Path home;

    /** Makes such a world in an empty directory. */
    Maven(Path home) throws IOException {
        this.home = home;
        Path own = home.resolve("own");
        OwnRepository.fill(own);
        // Under the name of the public one, so that this one is not asked.
        String repositories =
                repository("%s", "central", repositoryOfThisBuild(), false) + repository("%s", "own", own, true);
        Files.writeString(
                home.resolve("settings.xml"),
                SETTINGS.formatted(
                        home.resolve("local"),
                        repositories.replace("%s", "repository"),
                        repositories.replace("%s", "pluginRepository")));
    }

    private static String repository(String element, String id, Path directory, boolean snapshots) {
        return "<" + element + "><id>" + id + "</id><url>" + directory.toUri() + "</url>"
                + "<releases><enabled>" + !snapshots + "</enabled><checksumPolicy>ignore</checksumPolicy></releases>"
                + "<snapshots><enabled>" + snapshots + "</enabled><checksumPolicy>ignore</checksumPolicy></snapshots>"
                + "</" + element + ">";
    }

    /** Where the libraries of this test come from: {@code org/slf4j/slf4j-api/VERSION/JAR} below it. */
    private static Path repositoryOfThisBuild() {
        Path jar = OwnRepository.place(Logger.class.getName());
        return jar.getParent().getParent().getParent().getParent().getParent();
    }

    Outcome build(Path project, String... arguments) throws IOException, InterruptedException {
        Path log = home.resolve(project.getFileName() + ".log");
        String settings = home.resolve("settings.xml").toString();
        List<String> argv = new ArrayList<>(List.of(program(), "-B", "-s", settings, "-gs", settings));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(project.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("MAVEN_") || name.startsWith("RUNNER_") || name.startsWith("JAVA_TOOL"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_SKIP_RC", "true");
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process maven = builder.start();
        boolean ended = maven.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.toHandle().destroyForcibly();
        }
        String text = Files.readString(log);
        assertThat(ended).as(text).isTrue();
        return new Outcome(maven.exitValue(), text);
    }

    private static String program() {
        String home = System.getProperty("maven.home");
        return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }
}
