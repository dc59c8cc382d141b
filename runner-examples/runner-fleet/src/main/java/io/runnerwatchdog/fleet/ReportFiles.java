package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.format.ReportFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A folder for reports, in any file system that Hadoop knows. Where that has permissions, what is made is for its owner
 * alone, as the evidence is that it comes from. Not thread-safe.
 */
final class ReportFiles implements AutoCloseable {
    private static final FsPermission OWNER_FILE = new FsPermission("600");
    private static final FsPermission OWNER_FOLDER = new FsPermission("700");

    private final FileSystem files;
    private final Path folder;

    private ReportFiles(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    static ReportFiles in(Path folder, Configuration hadoop) throws IOException {
        // One of our own: the one that all share must not be told what holds for reports only.
        FileSystem files = FileSystem.newInstance(folder.toUri(), hadoop);
        // On a local disk there would else be a second, hidden file beside each.
        files.setWriteChecksum(false);
        return new ReportFiles(files, files.makeQualified(folder));
    }

    /** Writes the report in this form; readers see what was there before or all of the new one. Returns where it is. */
    Path write(FleetReport report, ReportFormat format) throws IOException {
        if (!files.exists(folder)) {
            files.mkdirs(folder, OWNER_FOLDER);
        }
        Path file = new Path(folder, "fleet-" + report.report().period().lastDay() + "." + format.ending());
        Path made = new Path(folder, ".fleet-" + UUID.randomUUID() + ".tmp");
        try {
            fill(made, report, format);
            replace(made, file);
        } finally {
            files.delete(made, false);
        }
        return file;
    }

    private void fill(Path made, FleetReport report, ReportFormat format) throws IOException {
        try (Writer to = new BufferedWriter(new OutputStreamWriter(
                files.createFile(made).permission(OWNER_FILE).build(), StandardCharsets.UTF_8))) {
            format.write(report, to);
        }
    }

    /** Some file systems put no file in the place of another; on these there is none for a moment. */
    private void replace(Path made, Path file) throws IOException {
        if (!files.rename(made, file) && !(files.delete(file, false) && files.rename(made, file))) {
            throw new IOException("cannot be written: " + file);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
