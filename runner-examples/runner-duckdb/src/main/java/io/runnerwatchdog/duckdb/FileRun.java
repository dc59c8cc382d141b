package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.LocalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of one host that follow each other and can be read by one query. */
record FileRun(boolean compressed, List<Path> files) {
    /** More would make a query of megabytes. */
    static final int MOST_FILES = 500;

    /** What means something else than itself in a path that DuckDB is given. */
    private static final String PATTERNS = "*?[]{}\\";

    FileRun {
        files = List.copyOf(files);
    }

    /** As many of these files as can be, from the first on; none where the first cannot be named in a query. */
    static FileRun of(List<EvidenceFile> files, LocalFiles places) {
        boolean compressed = files.get(0).isCompressed();
        List<Path> paths = new ArrayList<>();
        for (EvidenceFile file : files) {
            Path path = places.path(file);
            if (file.isCompressed() != compressed || isPattern(path)) {
                break;
            }
            paths.add(path);
        }
        return new FileRun(compressed, paths);
    }

    private static boolean isPattern(Path path) {
        return path.toString().chars().anyMatch(each -> PATTERNS.indexOf(each) >= 0);
    }

    FileProof proof(int number) throws IOException {
        return compressed ? FileProof.ofCompressed(files.get(number)) : FileProof.ofPlain(files.get(number));
    }

    /** The query for their lines. */
    String query(String template) {
        List<String> names = files.stream()
                .map(path -> "'" + path.toString().replace("'", "''") + "'")
                .toList();
        // The names last: one may have the other word in it.
        return template.replace("COMPRESSION", compressed ? "gzip" : "none")
                .replace("FILES", "[" + String.join(", ", names) + "]");
    }
}
