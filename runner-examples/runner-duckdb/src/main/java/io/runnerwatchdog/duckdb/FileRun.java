package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.LocalFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of one host that follow each other and can be read by one query. */
record FileRun(boolean compressed, List<Path> files) {
    /** More would make a query of megabytes. */
    private static final int MOST_FILES = 500;

    /** What means something else than itself in a path that DuckDB is given. */
    private static final String PATTERNS = "*?[]{}\\";

    FileRun {
        files = List.copyOf(files);
    }

    /** All the files in their order. */
    static List<FileRun> of(List<EvidenceFile> files, LocalFiles places) throws UnprovenException {
        List<FileRun> runs = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            EvidenceFile file = files.get(i);
            paths.add(plain(places.path(file)));
            boolean last = i == files.size() - 1 || files.get(i + 1).isCompressed() != file.isCompressed();
            if (last || paths.size() == MOST_FILES) {
                runs.add(new FileRun(file.isCompressed(), paths));
                paths.clear();
            }
        }
        return runs;
    }

    private static Path plain(Path path) throws UnprovenException {
        if (path.toString().chars().anyMatch(each -> PATTERNS.indexOf(each) >= 0)) {
            throw new UnprovenException("DuckDB would take it for a pattern: " + path);
        }
        return path;
    }

    /** The query for their lines as they stand, in order, an empty one as null. */
    String query(String template) {
        List<String> names = files.stream()
                .map(path -> "'" + path.toString().replace("'", "''") + "'")
                .toList();
        return template.replace("FILES", "[" + String.join(", ", names) + "]")
                .replace("COMPRESSION", compressed ? "gzip" : "none");
    }
}
