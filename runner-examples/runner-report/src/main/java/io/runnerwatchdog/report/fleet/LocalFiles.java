package io.runnerwatchdog.report.fleet;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of evidence below some paths of this machine, each once. Immutable.
 *
 * <p>A path that is given may be a link. Below it, a link to a file is the file; one to a folder is passed over, for it may lead
 * anywhere, and round in circles. What is neither file nor folder is passed over too: a pipe would be waited for.
 */
public final class LocalFiles {
    private final Map<EvidenceFile, Path> paths;

    private LocalFiles(Map<EvidenceFile, Path> paths) {
        this.paths = Map.copyOf(paths);
    }

    /**
     * Looks for them.
     *
     * @param given folders, of which all that is below is looked at, or files
     * @throws IOException if one is not there, is a file that is no evidence, or a folder cannot be read
     */
    public static LocalFiles below(List<Path> given) throws IOException {
        Map<EvidenceFile, Path> found = new HashMap<>();
        for (Path path : given) {
            Path real = path.toRealPath();
            Path text = path.toAbsolutePath().normalize();
            if (Files.isDirectory(real)) {
                Files.walkFileTree(real, new Finder(real, text, found));
            } else if (Files.isRegularFile(real)) {
                found.put(
                        evidence(text)
                                .orElseThrow(() -> new FileSystemException(
                                        path.toString(), null, "no evidence by its name, *.jsonl or *.jsonl.*")),
                        real);
            } else {
                throw new FileSystemException(path.toString(), null, "neither a file nor a folder");
            }
        }
        return new LocalFiles(found);
    }

    private static Optional<EvidenceFile> evidence(Path path) {
        return EvidenceFile.of(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
    }

    /** They have the names that they were asked for by, not those that links lead to: a folder {@code host=…} may be a link. */
    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Path real;
        private final Path text;
        private final Map<EvidenceFile, Path> found;

        Finder(Path real, Path text, Map<EvidenceFile, Path> found) {
            this.real = real;
            this.text = text;
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() || attributes.isSymbolicLink() && Files.isRegularFile(file)) {
                evidence(text.resolve(real.relativize(file))).ifPresent(evidence -> found.put(evidence, file));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** All of them, in no order. */
    public Set<EvidenceFile> files() {
        return paths.keySet();
    }

    /** Where one of them is. */
    public Path path(EvidenceFile file) {
        return Optional.ofNullable(paths.get(file))
                .orElseThrow(() -> new IllegalArgumentException("not one of these files: " + file.path()));
    }

    /** How long one of them is. */
    long size(EvidenceFile file) throws IOException {
        return Files.size(path(file));
    }
}
