package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.EvidenceGroup;
import io.runnerwatchdog.report.fleet.HostTally;
import io.runnerwatchdog.report.fleet.LocalFiles;
import io.runnerwatchdog.report.fleet.LocalPass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Reads groups with a DuckDB of its own, and without it those files of which it hands over something else than stands there. Not
 * thread-safe.
 *
 * @param <A> what counts
 */
final class DuckDbReader<A extends Accumulator<A>> implements LocalPass.GroupReader<A> {
    private final LineDatabase database;
    private final LocalFiles files;
    private final Supplier<A> fresh;
    private final LongConsumer linesRead;
    private final Consumer<EvidenceFile> readWithout;

    /**
     * @param database closed with this
     * @param readWithout told of each file that is read without DuckDB
     */
    DuckDbReader(
            LineDatabase database,
            LocalFiles files,
            Supplier<A> fresh,
            LongConsumer linesRead,
            Consumer<EvidenceFile> readWithout) {
        this.database = database;
        this.files = files;
        this.fresh = fresh;
        this.linesRead = linesRead;
        this.readWithout = readWithout;
    }

    /** First into figures of its own, which can be thrown away. */
    @Override
    public void read(EvidenceGroup group, A into) throws IOException {
        Progress progress = new Progress(linesRead);
        HostTally<A> host = new HostTally<>(group.host(), fresh.get(), progress);
        try {
            read(group.files(), host);
        } catch (CountedTooSoonException e) {
            progress.startAgain();
            host = new HostTally<>(group.host(), fresh.get(), progress);
            for (EvidenceFile file : group.files()) {
                readWithout(file, host);
            }
        }
        into.merge(host.counted());
    }

    /**
     * As many files in a query as may be; after one that failed, first one and then more and more. For what DuckDB has read of
     * other files is lost with the one that it refuses.
     */
    private void read(List<EvidenceFile> group, HostTally<A> host) throws IOException {
        int most = FileRun.MOST_FILES;
        int next = 0;
        while (next < group.size()) {
            FileRun run = FileRun.of(group.subList(next, Math.min(group.size(), next + most)), files);
            int read = database.read(run, host);
            next += read;
            if (read > 0 && read == run.files().size()) {
                most = Math.min(FileRun.MOST_FILES, 2 * most);
            } else {
                if (run.files().size() <= 1) {
                    readWithout(group.get(next++), host);
                }
                most = 1;
            }
        }
    }

    private void readWithout(EvidenceFile file, HostTally<A> host) throws IOException {
        readWithout.accept(file);
        try (InputStream stored = Files.newInputStream(files.path(file))) {
            host.read(file, stored);
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
    }

    /** Tells of each line once, also where lines are read twice. Not thread-safe. */
    private static final class Progress implements LongConsumer {
        private final LongConsumer linesRead;
        private long told;
        private long readAlready;

        Progress(LongConsumer linesRead) {
            this.linesRead = linesRead;
        }

        void startAgain() {
            readAlready = told;
        }

        @Override
        public void accept(long lines) {
            long again = Math.min(lines, readAlready);
            readAlready -= again;
            if (lines > again) {
                told += lines - again;
                linesRead.accept(lines - again);
            }
        }
    }
}
