package io.runnerwatchdog.consumers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules of this project as they lie in the working copy, with what this build has made of them. */
final class Reactor {
    static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    static final String GROUP = "io.runnerwatchdog";
    static final String VERSION = System.getProperty("consumers.version");

    private Reactor() {}

    /** One module. Its name is that of its artifact. */
    record Module(Path directory, String artifactId, boolean hasJar, boolean published) {
        /** The jar; built, since tests of this module come after it. */
        Path jar() {
            return directory.resolve("target/" + artifactId + "-" + VERSION + ".jar");
        }

        /** The pom that goes with the jar, not the one of the sources. */
        Path publishedPom() {
            return directory.resolve("target/.flattened-pom.xml");
        }

        @Override
        public String toString() {
            return artifactId;
        }
    }

    /** All that have something to publish, whether it is published or not. */
    static List<Module> modules() {
        return below(PROJECT).toList();
    }

    static List<Module> published() {
        return modules().stream().filter(Module::published).toList();
    }

    static List<Module> publishedJars() {
        return published().stream().filter(Module::hasJar).toList();
    }

    static Module module(String artifactId) {
        return modules().stream()
                .filter(module -> module.artifactId().equals(artifactId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no module " + artifactId));
    }

    private static Stream<Module> below(Path directory) {
        Pom pom = Pom.read(directory.resolve("pom.xml"));
        List<String> children = pom.texts("modules/module");
        if (!children.isEmpty()) {
            return children.stream().flatMap(child -> below(directory.resolve(child)));
        }
        boolean hasJar = !pom.text("packaging").equals("pom");
        boolean published = !pom.text("properties/maven.deploy.skip").equals("true");
        return Stream.of(new Module(directory, pom.text("artifactId"), hasJar, published));
    }
}
