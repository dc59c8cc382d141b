package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.EvidenceGroup;
import io.runnerwatchdog.report.fleet.EvidenceSelection;
import io.runnerwatchdog.report.fleet.LocalFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files of evidence below some paths, and how long it takes to read them. Made on the driver; no file is opened.
 * Immutable.
 */
final class EvidenceListing {
    /** How much longer evidence is when it is unpacked, about. */
    private static final int UNPACKED = 5;

    /** In the time in which a file on shared storage is opened, about so many bytes could be read. */
    private static final long OPENING = 1 << 20;

    private static final String LOCAL = "file";

    private final Map<EvidenceFile, Long> weights;

    private EvidenceListing(Map<EvidenceFile, Long> weights) {
        this.weights = Map.copyOf(weights);
    }

    /**
     * All that is below these paths, whatever its day.
     *
     * @throws IOException if a path is not there, or there is no evidence: figures of nothing would look as if all were
     *     well
     */
    static EvidenceListing below(List<String> paths, Configuration hadoop) throws IOException {
        Map<EvidenceFile, Long> weights = new HashMap<>();
        for (String given : paths) {
            Path path = new Path(given);
            FileSystem files = path.getFileSystem(hadoop);
            if (files.getUri().getScheme().equals(LOCAL)) {
                listLocal(files.makeQualified(path), weights);
            } else {
                list(files, files.makeQualified(path), weights);
            }
        }
        if (weights.isEmpty()) {
            throw new FileNotFoundException("no evidence below " + String.join(", ", paths));
        }
        return new EvidenceListing(weights);
    }

    /** As the engine of one machine does it: Hadoop would follow links, also round in circles. */
    private static void listLocal(Path path, Map<EvidenceFile, Long> into) throws IOException {
        LocalFiles local =
                LocalFiles.below(List.of(java.nio.file.Path.of(path.toUri().getPath())));
        for (EvidenceFile file : local.files()) {
            String qualified = new Path(LOCAL, null, file.path()).toString();
            put(EvidenceFile.of(qualified).orElseThrow(), Files.size(local.path(file)), into);
        }
    }

    /** All at once and not folder by folder: object stores answer that with some thousand files a call. */
    private static void list(FileSystem files, Path path, Map<EvidenceFile, Long> into) throws IOException {
        RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            Optional<EvidenceFile> evidence = EvidenceFile.of(file.getPath().toString());
            if (evidence.isPresent()) {
                put(evidence.get(), file.getLen(), into);
            } else if (file.getPath().equals(path)) {
                throw new IOException("no evidence by its name, *.jsonl or *.jsonl.*: " + path);
            }
        }
    }

    private static void put(EvidenceFile file, long bytes, Map<EvidenceFile, Long> into) {
        into.put(file, OPENING + (file.isCompressed() ? bytes * UNPACKED : bytes));
    }

    /** What may matter to one that counts. */
    EvidenceSelection selection(Accumulator<?> counts) {
        return EvidenceSelection.of(weights.keySet(), counts);
    }

    /** How long it takes to read a host's files. */
    HostFiles weighed(EvidenceGroup group) {
        return new HostFiles(
                group, group.files().stream().mapToLong(weights::get).sum());
    }
}
