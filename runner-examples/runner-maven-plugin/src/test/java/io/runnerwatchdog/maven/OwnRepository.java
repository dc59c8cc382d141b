package io.runnerwatchdog.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A repository with the modules of this project as they were built just now; nothing is installed for it. */
final class OwnRepository {
    static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    private final Path directory;

    private OwnRepository(Path directory) {
        this.directory = directory;
    }

    /** Fills a directory with all that the plugin and the hook of Surefire need. */
    static void fill(Path directory) throws IOException {
        OwnRepository repository = new OwnRepository(directory);
        repository.pom("runner-parent", PROJECT.resolve("pom.xml"));
        repository.pom("runner-examples", PROJECT.resolve("runner-examples/pom.xml"));
        repository.module(PROJECT.resolve("runner-core"), "io.runnerwatchdog.Watchdog");
        repository.module(PROJECT.resolve("runner-classifiers"), "io.runnerwatchdog.classifiers.ChildHangClassifier");
        repository.module(PROJECT.resolve("runner-examples/runner-surefire"), "io.runnerwatchdog.surefire.Finding");
        repository.module(PROJECT.resolve("runner-examples/runner-maven-plugin"), ExecMojo.class.getName());
    }

    private void module(Path module, String typeInIt) throws IOException {
        String name = module.getFileName().toString();
        pom(name, module.resolve("pom.xml"));
        Path built = place(typeInIt);
        Path jar = file(name, "jar");
        if (Files.isDirectory(built)) {
            // The tests of a module run before its jar is made.
            jar(built, jar);
        } else {
            Files.copy(built, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void pom(String name, Path pom) throws IOException {
        Files.copy(pom, file(name, "pom"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String name, String ending) throws IOException {
        Path version = Files.createDirectories(
                directory.resolve("io/runnerwatchdog").resolve(name).resolve(VERSION));
        return version.resolve(name + "-" + VERSION + "." + ending);
    }

    /** The jar or the directory that a type comes from. */
    static Path place(String type) {
        try {
            return Path.of(Class.forName(type)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException missing) {
            throw new IllegalStateException(type + " is not on the class path", missing);
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> walk = Files.walk(classes)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path one : files) {
                zip.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                Files.copy(one, zip);
                zip.closeEntry();
            }
        }
    }
}
